import { useTranslation } from 'react-i18next';
import type { MatchSettings } from '../../core/model/settings';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import styles from './CandidateChoice.module.css';
import { NumberField } from './NumberField';

/** As many as can be reviewed, and kept for every row of a large table. */
export const MOST_CANDIDATES = 100;
const DEFAULT_CANDIDATES = 10;
const DEFAULT_FLOOR = 0.5;

/** The best few candidates of each row, or all from a score upwards. */
export function CandidateChoice(props: {
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  readonly onChange: (patch: Partial<MatchSettings>) => void;
}) {
  const { t } = useTranslation();
  const { score } = useFormats();
  const { settings, isDisabled, onChange } = props;
  const floor = settings.minimumScore;
  return (
    <div className={styles.choice}>
      <Field label={t('setUp.candidates')} mark={<HelpMark topic="candidates" />}>
        <Select
          disabled={isDisabled}
          value={floor === null ? 'best' : 'above'}
          choices={(['best', 'above'] as const).map((value) => ({ value, label: t(`setUp.candidateModes.${value}`) }))}
          onChoose={(value) =>
            onChange(
              value === 'above'
                ? { minimumScore: DEFAULT_FLOOR, candidatesPerRow: MOST_CANDIDATES }
                : { minimumScore: null, candidatesPerRow: DEFAULT_CANDIDATES },
            )
          }
        />
      </Field>
      {floor === null ? (
        <NumberField
          label={t('setUp.candidateCount')}
          hint={t('setUp.candidatesHint')}
          value={settings.candidatesPerRow}
          min={1}
          max={MOST_CANDIDATES}
          isWhole
          isDisabled={isDisabled}
          onChange={(candidatesPerRow) => onChange({ candidatesPerRow })}
        />
      ) : (
        <Field label={t('setUp.minimumScore')} hint={t('setUp.minimumScoreHint', { score: score(floor), most: MOST_CANDIDATES })}>
          <Input
            type="range"
            min={0}
            max={1}
            step={0.01}
            value={floor}
            disabled={isDisabled}
            onChange={(event) => onChange({ minimumScore: event.target.valueAsNumber })}
          />
        </Field>
      )}
    </div>
  );
}
