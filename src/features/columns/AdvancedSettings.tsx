import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchSettings, ScoreKind } from '../../core/model/settings';
import { EDITION } from '../../session/edition';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import styles from './AdvancedSettings.module.css';

const SCORES: readonly ScoreKind[] = ['hybrid', 'dense', 'lexical'];
const DEVICES: readonly MatchSettings['device'][] = ['auto', 'wasm', 'webgpu'];
const OWN_THRESHOLD = 0.5;

export function AdvancedSettings(props: {
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  /** The choice of the language model. */
  readonly model: ReactNode;
  /** What ranks candidates once more. */
  readonly ranking: ReactNode;
  readonly onChange: (patch: Partial<MatchSettings>) => void;
}) {
  const { settings, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const { score } = useFormats();
  const { threshold } = settings;
  const kind = typeof threshold === 'number' ? 'own' : (threshold ?? 'none');
  return (
    <div className={styles.fields}>
      <Field label={t('setUp.score')} mark={<HelpMark topic="score" />}>
        <Select
          disabled={isDisabled}
          value={settings.score}
          choices={SCORES.map((value) => ({ value, label: t(`setUp.scores.${value}`) }))}
          onChoose={(value) => onChange({ score: SCORES.find((known) => known === value) ?? 'hybrid' })}
        />
      </Field>
      {props.model}
      {props.ranking}
      <Field label={t('setUp.threshold')} mark={<HelpMark topic="threshold" />}>
        <Select
          disabled={isDisabled}
          value={kind}
          choices={(['auto', 'none', 'own'] as const).map((value) => ({ value, label: t(`setUp.thresholds.${value}`) }))}
          onChoose={(value) => onChange({ threshold: value === 'own' ? OWN_THRESHOLD : value === 'none' ? null : 'auto' })}
        />
      </Field>
      {typeof threshold === 'number' ? (
        <Field label={t('setUp.thresholdValue')} hint={score(threshold)}>
          <Input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={threshold}
            disabled={isDisabled}
            onChange={(event) => onChange({ threshold: event.target.valueAsNumber })}
          />
        </Field>
      ) : null}
      {EDITION === 'single' ? null : (
        <Field label={t('setUp.device')} hint={t('setUp.deviceHint')}>
          <Select
            disabled={isDisabled || settings.score === 'lexical'}
            value={settings.device}
            choices={DEVICES.map((value) => ({ value, label: t(`setUp.devices.${value}`) }))}
            onChoose={(value) => onChange({ device: DEVICES.find((known) => known === value) ?? 'auto' })}
          />
        </Field>
      )}
    </div>
  );
}
