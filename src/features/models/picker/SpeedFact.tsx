import { useTranslation } from 'react-i18next';
import { EXPECTED_TIMES } from '../../../core/models/public-figures';
import type { ModelOffer } from '../../../session/models/model-offers';
import type { ModelSpeed } from '../../../session/models/model-speeds';
import { Button } from '../../../ui/Button';
import { numberLocale, useFormats } from '../../../ui/format';
import { Fact } from './facts';
import styles from './ModelPicker.module.css';

/** How fast it is on this computer: measured, or not measured yet and what to expect beside the small one. */
export function SpeedFact(props: {
  readonly offer: ModelOffer;
  readonly name: string;
  readonly speed: ModelSpeed | null;
  readonly isMeasuring: boolean;
  readonly canMeasure: boolean;
  readonly onMeasure: () => void;
}) {
  const { offer, name, speed, isMeasuring, canMeasure } = props;
  const { t, i18n } = useTranslation();
  const { number, date } = useFormats();
  const decimal = new Intl.NumberFormat(numberLocale(i18n.language), { maximumFractionDigits: 1 });
  const times = EXPECTED_TIMES[offer.id];
  return (
    <Fact term={t('modelChoice.speed')}>
      <span role="status">
        {isMeasuring
          ? t('modelChoice.measuring')
          : speed
            ? t('modelChoice.perSecond', { rate: number(Number(speed.perSecond.toPrecision(2))) })
            : t('modelChoice.notMeasured')}
      </span>
      {speed && !isMeasuring ? <small>{t(`modelChoice.measured.${speed.from}`, { date: date(speed.at) })}</small> : null}
      {!speed && !isMeasuring && times !== undefined && times !== 1 ? (
        <small>
          {times < 1
            ? t('modelChoice.expected.faster', { times: number(1 / times) })
            : t('modelChoice.expected.slower', { times: decimal.format(times) })}
        </small>
      ) : null}
      {offer.obstacle ? null : (
        <Button
          look="quiet"
          className={styles.measure}
          disabled={!canMeasure}
          aria-label={t('modelChoice.measureOf', { name })}
          onClick={props.onMeasure}
        >
          {t(speed ? 'modelChoice.measureAgain' : 'modelChoice.measure')}
        </Button>
      )}
    </Fact>
  );
}
