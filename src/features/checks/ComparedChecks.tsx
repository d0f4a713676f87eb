import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { comparedSide } from '../../core/checks/check-compared';
import type { MatchSettings } from '../../core/model/settings';
import type { Dataset, Side } from '../../core/model/types';
import { checkComparedTable } from '../../session/checking';
import { useSessionState } from '../../session/react';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { Section } from '../../ui/Section';
import styles from './ComparedChecks.module.css';
import { FindingList } from './FindingList';
import { type Findings, useFindings } from './use-findings';

/** What is worth a look in both tables by what is compared of them. Never keeps anybody from going on. */
export function ComparedChecks() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const settings = useSessionState((state) => state.project?.settings);
  const left = useSide('left', settings);
  const right = useSide('right', settings);
  const isWithin = settings?.task === 'deduplicate';
  const sides = isWithin ? [left] : [left, right];
  const all = sides.flatMap(({ found }) => (found.status === 'ready' ? found.findings : []));
  const unlinkable = all.reduce((sum, { kind, rows }) => sum + (kind === 'unlinkable' ? rows.length : 0), 0);
  const isWorking = sides.some(({ found }) => found.status === 'working');
  const state = isWorking
    ? t('checks.working')
    : all.length === 0
      ? t('checks.nothingCompared')
      : [
          t('checks.count', { count: all.length, formatted: number(all.length) }),
          ...(unlinkable > 0 ? [t('checks.unlinkable', { count: unlinkable, formatted: number(unlinkable) })] : []),
        ].join(' · ');
  return (
    <Section title={t('checks.titleCompared')} state={state}>
      {() => sides.map((side) => <SideChecks key={side.side} {...side} isAlone={isWithin} />)}
    </Section>
  );
}

interface CheckedSide {
  readonly side: Side;
  readonly dataset: Dataset | null;
  readonly found: Findings;
}

function SideChecks({ side, dataset, found, isAlone }: CheckedSide & { readonly isAlone: boolean }) {
  const { t } = useTranslation();
  if (!dataset) return null;
  return (
    <section className={styles.side} aria-label={t('checks.of', { table: t(`common.${side}`) })}>
      {isAlone ? null : <h2 className={styles.heading}>{t(`common.${side}`)}</h2>}
      {found.status === 'working' ? <p className={styles.muted}>{t('checks.working')}</p> : null}
      {found.status === 'failed' ? <ErrorText error={found.error} /> : null}
      {found.status === 'ready' && found.findings.length === 0 ? (
        <p className={styles.muted}>{t('checks.nothingCompared')}</p>
      ) : null}
      {found.status === 'ready' ? <FindingList dataset={dataset} findings={found.findings} isWithin={isAlone} /> : null}
    </section>
  );
}

function useSide(side: Side, settings: MatchSettings | undefined): CheckedSide {
  const state = useSessionState((all) => all.sides[side]);
  const shown = useSessionState((all) => all.cleaned[side].table?.shown);
  const dataset = state.status === 'ready' ? state.dataset : null;
  const isUsed = side === 'left' || settings?.task !== 'deduplicate';
  // What does not change the outcome does not ask anew.
  const steps = settings?.cleaning[side];
  const asked = settings && JSON.stringify(comparedSide(settings, side));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` and `steps` stand for the settings.
  const kept = useMemo(() => settings, [asked, steps]);
  const look = useCallback(
    (signal: AbortSignal) => (dataset && kept && isUsed ? checkComparedTable(dataset, side, kept, signal) : Promise.resolve([])),
    [dataset, kept, isUsed, side],
  );
  return { side, dataset: shown ?? dataset, found: useFindings(look) };
}
