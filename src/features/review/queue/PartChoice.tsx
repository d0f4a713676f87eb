import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { MOST_REVIEWERS, type ReviewPart, SHARED_PERCENTS } from '../../../core/decisions/split';
import type { BlockingRule } from '../../../core/model/settings';
import { Field, Select } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import styles from './PartChoice.module.css';
import { FIRST_PART } from './review-part';

const numbers = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** Who is at work, of how many, and how the records are shared out among them. */
export function PartChoice(props: {
  readonly part: ReviewPart | null;
  readonly blocking: readonly BlockingRule[];
  readonly onChange: (part: ReviewPart | null) => void;
}) {
  const { part, blocking, onChange } = props;
  const { t } = useTranslation();
  const { number, share } = useFormats();
  const hasKeys = blocking.some(({ key }) => key !== 'numeric-range');
  const change = (patch: Partial<ReviewPart>) => {
    const next = { ...(part ?? FIRST_PART), ...patch };
    onChange(next.reviewers < 2 ? null : { ...next, reviewer: Math.min(next.reviewer, next.reviewers) });
  };
  return (
    <fieldset className={styles.part}>
      <legend className={styles.legend}>{t('pace.part.title')}</legend>
      <Field label={t('pace.part.reviewers')}>
        <Select
          value={String(part?.reviewers ?? 1)}
          choices={[
            { value: '1', label: t('pace.part.alone') },
            ...numbers(2, MOST_REVIEWERS).map((count) => ({ value: String(count), label: number(count) })),
          ]}
          onChoose={(count) => change({ reviewers: Number(count) })}
        />
      </Field>
      {part === null ? null : (
        <>
          <Field label={t('pace.part.me')}>
            <Select
              value={String(part.reviewer)}
              choices={numbers(1, part.reviewers).map((reviewer) => ({
                value: String(reviewer),
                label: t('pace.part.meOf', { reviewer: number(reviewer), reviewers: number(part.reviewers) }),
              }))}
              onChoose={(reviewer) => change({ reviewer: Number(reviewer) })}
            />
          </Field>
          <Field label={t('pace.part.by')}>
            <Select
              value={part.by}
              choices={[
                { value: 'rows', label: t(part.reviewers === 2 ? 'pace.part.oddEven' : 'pace.part.rows') },
                { value: 'blocks', label: t(hasKeys ? 'pace.part.blocks' : 'pace.part.contiguous') },
              ]}
              onChoose={(by) => change({ by: by === 'blocks' ? 'blocks' : 'rows' })}
            />
          </Field>
          <Field label={t('pace.part.shared')}>
            <Select
              value={String(part.sharedPercent)}
              choices={SHARED_PERCENTS.map((percent) => ({
                value: String(percent),
                label: percent === 0 ? t('pace.part.nothingShared') : share(percent / 100),
              }))}
              onChoose={(percent) => change({ sharedPercent: Number(percent) })}
            />
          </Field>
          <label className={styles.check}>
            <input type="checkbox" checked={part.keepsEqual} onChange={(event) => change({ keepsEqual: event.target.checked })} />
            {t('pace.part.equal')}
          </label>
          <details className={styles.how}>
            <summary>{t('pace.part.how')}</summary>
            <ol className={styles.steps}>
              {(['file', 'choose', 'decide', 'merge'] as const).map((step) => (
                <li key={step}>{t(`pace.part.steps.${step}`)}</li>
              ))}
            </ol>
            <Link href="/export">{t('pace.part.toExport')}</Link>
          </details>
        </>
      )}
    </fieldset>
  );
}
