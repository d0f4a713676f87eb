import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DEFAULT_MATCH_SETTINGS } from '../../core/model/settings';
import type { CandidateSet } from '../../core/model/types';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { Section } from '../../ui/Section';
import { AdvancedSettings } from './AdvancedSettings';
import { CandidateChoice } from './CandidateChoice';
import { CardinalityCards } from './CardinalityCards';
import { ColumnPairs } from './ColumnPairs';
import { ConceptEditor } from './ConceptEditor';
import { DuplicatesSetUp } from './DuplicatesSetUp';
import { LinkLimits } from './LinkLimits';
import { RowsAndWeights } from './RowsAndWeights';
import styles from './SetUpPage.module.css';
import { weightsOf } from './weights';

export interface SetUpParts {
  /** The panel of a running match. */
  readonly progress: ReactNode;
  /** What is done to cells before. */
  readonly cleaning: ReactNode;
  /** What to look at. */
  readonly checks: ReactNode;
  /** The choice of the language model, and a hint where another one may do better. */
  readonly models: Readonly<Record<'field' | 'hint' | 'ranking', (isDisabled: boolean) => ReactNode>>;
}

/** What is compared and how. */
export function SetUpPage(props: SetUpParts) {
  const { progress, cleaning, checks, models } = props;
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const { sides, cleaned, run, review, isReadOnly, project } = useSessionState();
  const { left, right } = sides;
  useOnNewCandidates(() => navigate('/review'));

  if (project?.settings.task === 'deduplicate') return <DuplicatesSetUp {...props} />;

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
  const datasets = {
    left: cleaned.left.table?.shown ?? left.dataset,
    right: cleaned.right.table?.shown ?? right.dataset,
  };
  const isWeighed = !settings.on.left.every((name) => settings.weights[name] === 0);
  const isComparable = settings.on.left.length > 0 && settings.on.right.length > 0 && isWeighed;
  const change = (patch: Parameters<typeof session.updateSettings>[0]) => void session.updateSettings(patch);
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('setUp.title')}</h1>
        <p className={styles.muted}>{t('setUp.lead')}</p>
      </header>
      <ColumnPairs
        datasets={datasets}
        on={settings.on}
        isDisabled={isDisabled}
        onChange={(on) => change({ on, weights: weightsOf(settings.weights, on) })}
      />
      <CardinalityCards
        value={settings.cardinality}
        isDisabled={isDisabled}
        onChange={(cardinality) => change({ cardinality })}
      />
      <LinkLimits settings={settings} isDisabled={isDisabled} onChange={(limits) => change({ limits })} />
      <CandidateChoice settings={settings} isDisabled={isDisabled} onChange={change} />
      <div className={styles.sections}>
        {cleaning}
        <RowsAndWeights
          datasets={datasets}
          settings={settings}
          isDisabled={isDisabled}
          onBlocking={(blocking) => change({ blocking })}
          onChange={change}
        />
        <Section
          title={t('setUp.concept.title')}
          state={settings.concept ? t('setUp.concept.on', { column: settings.concept.id }) : t('setUp.concept.off')}
          isOpenAtFirst={settings.concept !== null}
        >
          {() => (
            <ConceptEditor
              dataset={right.dataset}
              concept={settings.concept}
              isDisabled={isDisabled}
              onChange={(concept) => change({ concept })}
            />
          )}
        </Section>
        {checks}
        {models.hint(isDisabled)}
        <Section title={t('setUp.advanced')} state={t('setUp.advancedState')}>
          {() => (
            <AdvancedSettings
              settings={settings}
              isDisabled={isDisabled}
              model={models.field(isDisabled)}
              ranking={models.ranking(isDisabled)}
              onChange={change}
            />
          )}
        </Section>
      </div>
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
            data-tour="match"
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
