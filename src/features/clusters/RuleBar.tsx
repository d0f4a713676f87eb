import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { CLUSTER_METHODS } from '../../core/clusters/cluster-rule';
import { countPartition } from '../../core/clusters/partition';
import { settleClusters } from '../../core/clusters/settle';
import type { ClusterReview } from '../../session/contract';
import { useSession } from '../../session/react';
import { Button } from '../../ui/Button';
import { Field, Input, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import styles from './RuleBar.module.css';

/** The rule that makes clusters: method and threshold, with what the threshold under the hand would give. */
export function RuleBar({ review, isReadOnly }: { readonly review: ClusterReview; readonly isReadOnly: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number, score } = useFormats();
  const [draft, setDraft] = useState<number | null>(null);
  const shown = draft ?? review.threshold;
  const counted = useDeferredValue(shown);
  const { rule, book, version } = review;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the book is mutable, its version counts.
  const counts = useMemo(() => countPartition(settleClusters(rule, counted, book).clusterOf), [rule, counted, book, version]);
  const commit = () => {
    if (draft !== null && draft !== review.threshold) void session.clusters.change({ threshold: draft });
    setDraft(null);
  };
  const isAuto = review.settings.threshold === 'auto';
  return (
    <div className={styles.bar}>
      <div className={styles.fields}>
        <Field label={t('clusters.threshold', { score: score(shown) })} mark={<HelpMark topic="threshold" />}>
          <Input
            type="range"
            min={0.05}
            max={1}
            step={0.005}
            value={shown}
            disabled={isReadOnly}
            aria-valuetext={score(shown)}
            onChange={(event) => setDraft(event.target.valueAsNumber)}
            onPointerUp={commit}
            onKeyUp={commit}
            onBlur={commit}
          />
        </Field>
        <Button
          disabled={isReadOnly || isAuto}
          aria-pressed={isAuto}
          onClick={() => void session.clusters.change({ threshold: 'auto' })}
        >
          {t('clusters.auto', { score: score(review.autoThreshold) })}
        </Button>
        <Field label={t('clusters.method')}>
          <Select
            disabled={isReadOnly}
            value={review.settings.rule.method}
            choices={CLUSTER_METHODS.map((value) => ({ value, label: t(`clusters.methods.${value}`) }))}
            onChoose={(value) => {
              const method = CLUSTER_METHODS.find((known) => known === value);
              if (method) void session.clusters.change({ rule: { ...review.settings.rule, method } });
            }}
          />
        </Field>
      </div>
      <p className={styles.counts} role="status">
        {t('clusters.counts', {
          count: counts.shared,
          formatted: number(counts.shared),
          rows: number(counts.sharedRows),
          kept: number(counts.clusters),
        })}
      </p>
      <Link href="/evaluate" className={styles.link}>
        {t('places.evaluate')}
      </Link>
      <Link href="/map" className={styles.link}>
        {t('places.map')}
      </Link>
      {review.book.placedCount > 0 ? (
        <Link href="/tune" className={styles.link}>
          {t('tuning.entry.review')}
        </Link>
      ) : null}
    </div>
  );
}
