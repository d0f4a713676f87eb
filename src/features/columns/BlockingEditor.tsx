import { useTranslation } from 'react-i18next';
import { DEFAULT_PREFIX_LENGTH } from '../../core/candidates/blocking/blocking-keys';
import type { BlockingRule, MatchSettings } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { Field, Select } from '../../ui/Field';
import { BlockingReportView } from './BlockingReportView';
import { ColumnChoice } from './ColumnChoice';
import { NumberField } from './NumberField';
import { nextRule } from './next-rule';
import styles from './Rules.module.css';

const KEYS: readonly BlockingRule['key'][] = ['exact', 'prefix', 'numeric-range'];
const LONGEST_PREFIX = 20;

/** Rules that rows must meet to be compared at all, and what they cut off. */
export function BlockingEditor(props: {
  readonly datasets: Sides<Dataset>;
  readonly settings: MatchSettings;
  readonly isDisabled: boolean;
  readonly onChange: (blocking: readonly BlockingRule[]) => void;
}) {
  const { datasets, settings, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const { blocking } = settings;
  const replace = (index: number, rule: BlockingRule) => onChange(blocking.with(index, rule));
  return (
    <>
      <p className={styles.hint}>{t('setUp.blocking.hint')}</p>
      {blocking.length === 0 ? null : (
        <ol className={styles.list}>
          {blocking.map((rule, index) => (
            // A rule has no identity of its own: two may be equal while they are edited.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above.
            <li key={index} className={styles.rule}>
              <div className={styles.columns}>
                <ColumnChoice
                  label={t('setUp.blocking.leftColumn', { n: index + 1 })}
                  dataset={datasets.left}
                  column={rule.left}
                  isDisabled={isDisabled}
                  onChoose={(left) => replace(index, { ...rule, left })}
                />
                <span className={styles.with} aria-hidden="true">
                  ↔
                </span>
                <ColumnChoice
                  label={t('setUp.blocking.rightColumn', { n: index + 1 })}
                  dataset={datasets.right}
                  column={rule.right}
                  isDisabled={isDisabled}
                  onChoose={(right) => replace(index, { ...rule, right })}
                />
              </div>
              <div className={styles.how}>
                <Field label={t('setUp.blocking.key')}>
                  <Select
                    disabled={isDisabled}
                    value={rule.key}
                    choices={KEYS.map((value) => ({ value, label: t(`setUp.blocking.keys.${value}`) }))}
                    onChoose={(value) => replace(index, withKey(rule, value))}
                  />
                </Field>
                {rule.key === 'prefix' ? (
                  <NumberField
                    label={t('setUp.blocking.length')}
                    value={rule.length ?? DEFAULT_PREFIX_LENGTH}
                    min={1}
                    max={LONGEST_PREFIX}
                    isWhole
                    isDisabled={isDisabled}
                    onChange={(length) => replace(index, { ...rule, length })}
                  />
                ) : null}
                {rule.key === 'numeric-range' ? (
                  <NumberField
                    label={t('setUp.blocking.tolerance')}
                    value={rule.tolerance ?? 0}
                    min={0}
                    isWhole={false}
                    isDisabled={isDisabled}
                    onChange={(tolerance) => replace(index, { ...rule, tolerance })}
                  />
                ) : null}
                <Button
                  look="quiet"
                  className={styles.remove}
                  disabled={isDisabled}
                  aria-label={t('setUp.blocking.remove', { n: index + 1 })}
                  onClick={() => onChange(blocking.toSpliced(index, 1))}
                >
                  {t('setUp.removeShort')}
                </Button>
              </div>
            </li>
          ))}
        </ol>
      )}
      <p className={styles.actions}>
        <Button disabled={isDisabled} onClick={() => onChange([...blocking, nextRule(datasets, settings)])}>
          <span aria-hidden="true">＋</span> {t('setUp.blocking.add')}
        </Button>
        {blocking.length > 1 ? <span className={styles.hint}>{t('setUp.blocking.all')}</span> : null}
      </p>
      <BlockingReportView datasets={datasets} settings={settings} />
    </>
  );
}

function withKey({ left, right }: BlockingRule, value: string): BlockingRule {
  const key = KEYS.find((known) => known === value) ?? 'exact';
  if (key === 'prefix') return { left, right, key, length: DEFAULT_PREFIX_LENGTH };
  return key === 'numeric-range' ? { left, right, key, tolerance: 1 } : { left, right, key };
}
