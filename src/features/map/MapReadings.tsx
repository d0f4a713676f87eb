import { useTranslation } from 'react-i18next';
import type { MapLayout, MapReading } from '../../core/projection/record-map';
import type { MapSettings } from '../../session/mapping';
import { useFormats } from '../../ui/format';
import styles from './MapPage.module.css';

/** Where chance alone would bring so many of ten, the figure says nothing. */
const MOST_BY_CHANCE = 3;

/** How far the map can be believed, in plain words. */
export function MapReadings(props: {
  readonly layout: MapLayout;
  readonly reading: MapReading;
  readonly isWithin: boolean;
  readonly settings: MapSettings;
}) {
  const { layout, reading, isWithin, settings } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const { kept, partnersOfTen } = reading;
  const whole = (value: number): string => number(Math.round(value));
  return (
    <section className={styles.readings} aria-label={t('map.trust.title')}>
      <h2 className={styles.small}>{t('map.trust.title')}</h2>
      <ul>
        {kept && kept.byChance <= MOST_BY_CHANCE ? (
          <li>
            {t(layout.basis === 'letters' ? 'map.trust.keptLetters' : 'map.trust.kept', {
              n: whole(kept.ofTen),
              chance: whole(kept.byChance),
            })}
          </li>
        ) : null}
        {partnersOfTen !== null ? <li>{t('map.trust.partners', { n: whole(partnersOfTen) })}</li> : null}
        <li>{t('map.trust.limits')}</li>
        {layout.basis === 'letters' ? (
          <li>{t(settings.score === 'lexical' ? 'map.trust.letters' : 'map.trust.noVectors')}</li>
        ) : null}
        {layout.laidOut < layout.texts ? (
          <li>{t('map.trust.sample', { drawn: number(layout.laidOut), all: number(layout.texts) })}</li>
        ) : null}
        {isWithin ? <li>{t('map.trust.within')}</li> : null}
      </ul>
    </section>
  );
}
