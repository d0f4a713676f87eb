import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { planGolden } from '../../core/clusters/edits';
import { chooseDateColumn, chooseRule, type GoldenChange, type GoldenChoices } from '../../core/clusters/golden-choices';
import { SURVIVOR_RULES } from '../../core/clusters/golden-record';
import { countPartition } from '../../core/clusters/partition';
import { CLUSTER_EXPORTS } from '../../core/export/compose';
import { DEFAULT_FORM } from '../../core/export/write-file';
import type { ClusterExportKind, ClusterExportOptions } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import styles from '../../ui/ExportForm.module.css';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { Check, FormFields } from './FormFields';
import { SaveFile } from './SaveFile';

const FIRST_OPTIONS: ClusterExportOptions = { kind: 'deduplicated', form: DEFAULT_FORM, provenance: false };

/** `project` saves all of it, below. */
export function ClusterExportPage({ project }: { readonly project: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const { clusters, sides, isReadOnly } = useSessionState();
  const [options, setOptions] = useState(FIRST_OPTIONS);
  const counts = useMemo(() => clusters && countPartition(clusters.settled.clusterOf), [clusters]);
  const { kind: chosenKind, provenance: isTraced } = options;
  const { format } = options.form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other clusters the same choices give another file.
  const survey = useCallback(
    (signal: AbortSignal) =>
      session.clusters.surveyExport({ kind: chosenKind, provenance: isTraced, form: { ...DEFAULT_FORM, format } }, signal),
    [session, clusters, chosenKind, isTraced, format],
  );
  if (!clusters || !counts || sides.left.status !== 'ready') {
    return (
      <div className={styles.page}>
        <h1>{t('export.title')}</h1>
        <p>{t('export.nothing')}</p>
        <Link href="/set-up">{t('review.toSetUp')}</Link>
      </div>
    );
  }
  const { dataset } = sides.left;
  const { golden } = clusters.settings;
  const choose = (plan: (choices: GoldenChoices) => GoldenChange[]): void => {
    void session.clusters.edit((book, at) => planGolden(book, plan(book.golden), at));
  };
  const rowsOf: Record<ClusterExportKind, number | null> = {
    deduplicated: counts.clusters,
    clusters: dataset.rowCount,
    pairs: null,
  };
  const about = (kind: ClusterExportKind): string | null => {
    const rows = rowsOf[kind];
    return rows === null ? null : t('common.rows', { count: rows, formatted: number(rows) });
  };
  const change = (patch: Partial<ClusterExportOptions>) => setOptions((before) => ({ ...before, ...patch }));
  return (
    <div className={styles.page}>
      <header>
        <h1>{t('export.title')}</h1>
        <p className={styles.muted}>{t('export.lead')}</p>
      </header>
      <div className={styles.columns}>
        <ChoiceGroup
          legend={t('export.kind')}
          value={options.kind}
          choices={CLUSTER_EXPORTS.map((value) => ({
            value,
            label: t(`clusters.exports.${value}.name`),
            text: t(`clusters.exports.${value}.text`),
            aside: about(value),
          }))}
          onChange={(kind) => change({ kind })}
        />
        <div className={styles.options}>
          {options.kind === 'deduplicated' ? (
            <div className={styles.selects}>
              <Field label={t('clusters.ruleForAll')} hint={t('clusters.ruleForAllHint')}>
                <Select
                  disabled={isReadOnly}
                  value={golden.rule}
                  choices={SURVIVOR_RULES.map((value) => ({ value, label: t(`clusters.rules.${value}`) }))}
                  onChoose={(value) => {
                    const rule = SURVIVOR_RULES.find((known) => known === value);
                    if (rule) choose((choices) => chooseRule(choices, null, rule));
                  }}
                />
              </Field>
              <Field label={t('clusters.dateColumn')} hint={t('clusters.dateColumnHint')}>
                <Select
                  disabled={isReadOnly}
                  value={golden.dateColumn === null ? '' : `=${golden.dateColumn}`}
                  choices={[
                    { value: '', label: t('clusters.noDateColumn') },
                    ...dataset.columns.map(({ name }) => ({ value: `=${name}`, label: name })),
                  ]}
                  onChoose={(value) => choose((choices) => chooseDateColumn(choices, value === '' ? null : value.slice(1)))}
                />
              </Field>
            </div>
          ) : null}
          {options.kind === 'deduplicated' ? (
            <Check isOn={options.provenance} label={t('clusters.provenance')} onChange={(provenance) => change({ provenance })} />
          ) : null}
          <FormFields form={options.form} onChange={(form) => change({ form })} />
          <SaveFile form={options.form} survey={survey} write={(hooks) => session.clusters.exportFile(options, hooks)} />
        </div>
      </div>
      {project}
    </div>
  );
}
