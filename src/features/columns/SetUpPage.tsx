import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import type { CandidateSet } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { AdvancedSettings } from './AdvancedSettings';
import { CardinalityCards } from './CardinalityCards';
import { ColumnPairs } from './ColumnPairs';
import styles from './SetUpPage.module.css';

/** What is compared and how. `progress` is the panel of a running match. */
export function SetUpPage({ progress }: { readonly progress: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const { sides, run, review, isReadOnly, project } = useSessionState();
  const { left, right } = sides;
  useOnNewCandidates(() => navigate('/review'));

  if (left.status !== 'ready' || right.status !== 'ready') {
    return (
      <div className={styles.missing}>
        <h1>{t('setUp.title')}</h1>
        <p>{t('setUp.needFiles')}</p>
        <Link href="/">{t('app.toFiles')}</Link>
      </div>
    );
  }

  const settings = project?.settings ?? DEFAULT_MATCH_SETTINGS;
  const isRunning = run.status === 'running';
  const isDisabled = isReadOnly || isRunning;
  const isComparable = settings.on.left.length > 0 && settings.on.right.length > 0;
  const change = (patch: Parameters<typeof session.updateSettings>[0]) => void session.updateSettings(patch);
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('setUp.title')}</h1>
        <p className={styles.muted}>{t('setUp.lead')}</p>
      </header>
      <ColumnPairs
        datasets={{ left: left.dataset, right: right.dataset }}
        on={settings.on}
        isDisabled={isDisabled}
        onChange={(on) => change({ on })}
      />
      <CardinalityCards
        value={settings.cardinality}
        isDisabled={isDisabled}
        onChange={(cardinality) => change({ cardinality })}
      />
      <CandidateCount
        value={settings.candidatesPerRow}
        isDisabled={isDisabled}
        onChange={(candidatesPerRow) => change({ candidatesPerRow })}
      />
      <AdvancedSettings settings={settings} isDisabled={isDisabled} onChange={change} />
      <footer className={styles.footer}>
        {progress}
        <div className={styles.start}>
          <p className={styles.muted}>
            {t('setUp.matchHint', { left: number(left.dataset.rowCount), right: number(right.dataset.rowCount) })}{' '}
            {review ? t('setUp.matchAgainHint') : null}
          </p>
          {review ? <Button onClick={() => navigate('/review')}>{t('setUp.toReview')}</Button> : null}
          <Button
            look="main"
            className={styles.match}
            disabled={isDisabled || !isComparable}
            onClick={() => void session.startMatch()}
          >
            {t('setUp.match')}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** Calls back when a match that was seen running here has ended with new candidates. */
function useOnNewCandidates(onNew: () => void): void {
  const { run, review } = useSessionState();
  const before = useRef<{ readonly candidates: CandidateSet | null } | null>(null);
  useEffect(() => {
    if (run.status === 'running') {
      before.current ??= { candidates: review?.isProvisional ? null : (review?.candidates ?? null) };
    } else {
      const started = before.current;
      before.current = null;
      const isNew = started !== null && review !== null && review.candidates !== started.candidates;
      if (run.status === 'idle' && isNew && !review.isProvisional) onNew();
    }
  });
}

function CandidateCount(props: {
  readonly value: number;
  readonly isDisabled: boolean;
  readonly onChange: (value: number) => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const commit = () => {
    const count = Math.round(Number(typed));
    if (typed !== null && count >= 1 && count <= 100) props.onChange(count);
    setTyped(null);
  };
  return (
    <Field label={t('setUp.candidates')} hint={t('setUp.candidatesHint')}>
      <Input
        type="number"
        inputMode="numeric"
        min={1}
        max={100}
        className={styles.count}
        disabled={props.isDisabled}
        value={typed ?? props.value}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
    </Field>
  );
}
