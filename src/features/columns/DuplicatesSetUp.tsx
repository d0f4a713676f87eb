import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../../core/model/settings';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { Section } from '../../ui/Section';
import { AdvancedSettings } from './AdvancedSettings';
import styles from './DuplicatesSetUp.module.css';
import { RowsAndWeights } from './RowsAndWeights';
import type { SetUpParts } from './SetUpPage';
import page from './SetUpPage.module.css';
import { sampleValues } from './samples';
import { weightsOf } from './weights';

/** What is compared within one table. */
export function DuplicatesSetUp(props: SetUpParts) {
  const { progress, cleaning, checks, models } = props;
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const { sides, cleaned, run, clusters, isReadOnly, project } = useSessionState();
  useOnNewClusters(() => navigate('/clusters'));
  if (sides.left.status !== 'ready') {
    return (
      <div className={page.missing}>
        <h1>{t('setUp.title')}</h1>
        <p>{t('setUp.needFile')}</p>
        <Link href="/">{t('app.toFiles')}</Link>
      </div>
    );
  }
  const dataset = cleaned.left.table?.shown ?? sides.left.dataset;
  const datasets = { left: dataset, right: dataset };
  const settings = project?.settings ?? DEFAULT_MATCH_SETTINGS;
  const chosen = new Set(settings.on.left);
  const isDisabled = isReadOnly || run.status === 'running';
  const change = (patch: Partial<MatchSettings>) => void session.updateSettings(patch);
  const toggle = (name: string): void => {
    const names = dataset.columns.map((column) => column.name).filter((other) => chosen.has(other) !== (other === name));
    const on = { left: names, right: names };
    change({ on, weights: weightsOf(settings.weights, on) });
  };
  const isWeighed = !settings.on.left.every((name) => settings.weights[name] === 0);
  return (
    <div className={page.page}>
      <header>
        <h1>{t('setUp.title')}</h1>
        <p className={page.muted}>{t('setUp.lead')}</p>
      </header>
      <fieldset>
        <legend className={styles.legend}>{t('setUp.columnsWithin')}</legend>
        <p className={page.muted}>{t('setUp.columnsWithinHint')}</p>
        <ul className={styles.columns}>
          {dataset.columns.map(({ name }) => (
            <li key={name}>
              <label className={styles.column}>
                <input type="checkbox" checked={chosen.has(name)} disabled={isDisabled} onChange={() => toggle(name)} />
                <span className={styles.words}>
                  <span dir="auto">{name}</span>
                  <span className={styles.samples} dir="auto">
                    {sampleValues(dataset, name).join(' · ') || t('common.empty')}
                  </span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <div className={page.sections}>
        {cleaning}
        <RowsAndWeights
          datasets={datasets}
          settings={settings}
          isDisabled={isDisabled}
          onBlocking={(blocking) => change({ blocking: blocking.map((rule) => ({ ...rule, right: rule.left })) })}
          onChange={change}
        />
        {checks}
        {models.hint(isDisabled)}
        <Section title={t('setUp.advanced')} state={t('setUp.advancedState')}>
          {() => (
            <AdvancedSettings
              settings={settings}
              isDisabled={isDisabled}
              model={models.field(isDisabled)}
              ranking={null}
              onChange={change}
            />
          )}
        </Section>
      </div>
      <footer className={page.footer}>
        {progress}
        <div className={page.start}>
          <p className={page.muted}>
            {t('setUp.withinHint', { rows: number(dataset.rowCount) })} {clusters ? t('setUp.withinAgainHint') : null}
          </p>
          {clusters ? <Button onClick={() => navigate('/clusters')}>{t('setUp.toClusters')}</Button> : null}
          <Button
            look="main"
            className={page.match}
            disabled={isDisabled || chosen.size === 0 || !isWeighed}
            onClick={() => void session.startMatch()}
          >
            {t('setUp.findDuplicates')}
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** Calls back when a run that was seen here has ended with new clusters. */
function useOnNewClusters(onNew: () => void): void {
  const { run, clusters, project } = useSessionState();
  const before = useRef<{ readonly graph: object | null } | null>(null);
  useEffect(() => {
    if (project?.settings.task !== 'deduplicate') return;
    if (run.status === 'running') before.current ??= { graph: clusters?.graph ?? null };
    else {
      const started = before.current;
      before.current = null;
      if (started && run.status === 'idle' && clusters && clusters.graph !== started.graph) onNew();
    }
  });
}
