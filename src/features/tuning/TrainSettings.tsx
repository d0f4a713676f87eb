import { useTranslation } from 'react-i18next';
import type { TrainingLoss } from '../../core/tuning/adapter';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { Section } from '../../ui/Section';
import { type ChosenOptions, USUAL_OPTIONS } from './remembered-form';
import styles from './Tuning.module.css';

const LOSSES: readonly TrainingLoss[] = ['both', 'supervised-contrastive', 'online-contrastive'];
const SHARES = [0.1, 0.2, 0.3, 0.4];
const MOST_EPOCHS = 500;
const MOST_SEED = 0xffff_ffff;

/** What few will want to change. */
export function TrainSettings(props: { readonly options: ChosenOptions; readonly onChange: (options: ChosenOptions) => void }) {
  const { options, onChange } = props;
  const { t } = useTranslation();
  const { share } = useFormats();
  const isUsual = JSON.stringify(options) === JSON.stringify(USUAL_OPTIONS);
  const change = (part: Partial<ChosenOptions>) => onChange({ ...options, ...part });
  const whole = (typed: string, most: number): number | null => {
    const value = Math.round(Number(typed));
    return typed.trim() !== '' && value >= 1 && value <= most ? value : null;
  };
  return (
    <Section title={t('tuning.settings.title')} state={t(isUsual ? 'tuning.settings.usual' : 'tuning.settings.changed')}>
      {() => (
        <div className={styles.fields}>
          <Field label={t('tuning.settings.loss')} hint={t('tuning.settings.lossHint')}>
            <Select
              value={options.loss}
              choices={LOSSES.map((value) => ({ value, label: t(`tuning.settings.losses.${value}`) }))}
              onChoose={(value) => change({ loss: LOSSES.find((loss) => loss === value) ?? USUAL_OPTIONS.loss })}
            />
          </Field>
          <Field label={t('tuning.settings.share')} hint={t('tuning.settings.shareHint')}>
            <Select
              value={String(options.validationShare)}
              choices={SHARES.map((value) => ({ value: String(value), label: share(value) }))}
              onChoose={(value) => change({ validationShare: Number(value) })}
            />
          </Field>
          <Field label={t('tuning.settings.rounds')} hint={t('tuning.settings.roundsHint')}>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={MOST_EPOCHS}
              placeholder={t('tuning.settings.byPairs')}
              value={options.epochs ?? ''}
              onChange={(event) => change({ epochs: whole(event.target.value, MOST_EPOCHS) })}
            />
          </Field>
          <Field label={t('tuning.settings.seed')} hint={t('tuning.settings.seedHint')}>
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={MOST_SEED}
              value={options.seed}
              onChange={(event) => change({ seed: whole(event.target.value, MOST_SEED) ?? options.seed })}
            />
          </Field>
        </div>
      )}
    </Section>
  );
}
