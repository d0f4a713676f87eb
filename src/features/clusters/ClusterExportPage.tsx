import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { SURVIVOR_RULES } from '../../core/clusters/golden-record';
import { countPartition } from '../../core/clusters/partition';
import type { ClusterExportKind, ClusterExportOptions, ExportOutcome } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import styles from '../../ui/ExportForm.module.css';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';

const KINDS: readonly ClusterExportKind[] = ['deduplicated', 'clusters', 'pairs'];
const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
] as const;
const FIRST_OPTIONS: ClusterExportOptions = {
  kind: 'deduplicated',
  format: 'csv',
  delimiter: ',',
  provenance: false,
  neutraliseFormulas: true,
};

/** `project` saves all of it, below. */
export function ClusterExportPage({ project }: { readonly project: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const { clusters, sides, isReadOnly } = useSessionState();
  const [options, setOptions] = useState(FIRST_OPTIONS);
  const [isWorking, setIsWorking] = useState(false);
  const [saved, setSaved] = useState<ExportOutcome | null>(null);
  const counts = useMemo(() => clusters && countPartition(clusters.settled.clusterOf), [clusters]);
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
  const save = async () => {
    setIsWorking(true);
    setSaved(null);
    setSaved(await session.clusters.exportFile(options));
    setIsWorking(false);
  };
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
          choices={KINDS.map((value) => ({
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
                    if (rule) void session.clusters.change({ golden: { ...golden, rule } });
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
                  onChoose={(value) =>
                    void session.clusters.change({
                      golden: { ...golden, dateColumn: value === '' ? null : value.slice(1) },
                    })
                  }
                />
              </Field>
            </div>
          ) : null}
          <div className={styles.selects}>
            <Field label={t('export.format')}>
              <Select
                value={options.format}
                choices={(['csv', 'xlsx'] as const).map((value) => ({ value, label: t(`export.formats.${value}`) }))}
                onChoose={(value) => change({ format: value === 'xlsx' ? 'xlsx' : 'csv' })}
              />
            </Field>
            {options.format === 'csv' ? (
              <Field label={t('export.delimiter')}>
                <Select
                  value={options.delimiter}
                  choices={DELIMITERS.map(([value, name]) => ({ value, label: t(`files.delimiters.${name}`) }))}
                  onChoose={(value) => change({ delimiter: DELIMITERS.find(([known]) => known === value)?.[0] ?? ',' })}
                />
              </Field>
            ) : null}
          </div>
          {options.kind === 'deduplicated' ? (
            <label className={styles.check}>
              <input
                type="checkbox"
                checked={options.provenance}
                onChange={(event) => change({ provenance: event.target.checked })}
              />
              <span>{t('clusters.provenance')}</span>
            </label>
          ) : null}
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={options.neutraliseFormulas}
              onChange={(event) => change({ neutraliseFormulas: event.target.checked })}
            />
            <span>{t('export.neutralise')}</span>
          </label>
          <Button look="main" className={styles.save} disabled={isWorking} onClick={() => void save()}>
            {isWorking ? t('export.working') : t('export.save')}
          </Button>
          <div role="status">
            {saved ? (
              <p className={styles.done}>
                {t('export.done', {
                  file: saved.fileName,
                  rows: t('common.rows', { count: saved.rows, formatted: number(saved.rows) }),
                })}
              </p>
            ) : null}
          </div>
        </div>
      </div>
      {project}
    </div>
  );
}
