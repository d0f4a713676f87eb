import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExportKind, ExportOptions, ExportOutcome } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import styles from '../../ui/ExportForm.module.css';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { exportedRows, linkCounts } from './export-counts';
import { OutcomeText } from './OutcomeText';

const KINDS: readonly ExportKind[] = ['joined', 'crosswalk', 'unmatched-left', 'unmatched-right', 'workbook'];
const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
] as const;
const FIRST_OPTIONS: ExportOptions = {
  kind: 'joined',
  format: 'csv',
  delimiter: ',',
  join: 'inner',
  include: 'suggested',
  neutraliseFormulas: true,
};

/** `project` saves all of it, below. */
export function ExportPage({ project }: { readonly project: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const { review, sides } = useSessionState();
  const [options, setOptions] = useState(FIRST_OPTIONS);
  const [isWorking, setIsWorking] = useState(false);
  const [saved, setSaved] = useState<{ readonly outcome: ExportOutcome; readonly wasNeutralised: boolean } | null>(null);
  const counts = useMemo(
    () => (review ? { accepted: linkCounts(review, 'accepted'), suggested: linkCounts(review, 'suggested') } : null),
    [review],
  );

  if (!review || !counts || sides.left.status !== 'ready' || sides.right.status !== 'ready') {
    return (
      <div className={styles.page}>
        <h1>{t('export.title')}</h1>
        <p>{t('export.nothing')}</p>
        <Link href="/set-up">{t('review.toSetUp')}</Link>
        {project}
      </div>
    );
  }

  const leftRows = sides.left.dataset.rowCount;
  const rightRows = sides.right.dataset.rowCount;
  const pending = leftRows - [...review.book.decidedRows()].length;
  const change = (patch: Partial<ExportOptions>) => setOptions((before) => ({ ...before, ...patch }));
  const about = (kind: ExportKind): string | null => {
    const rows = exportedRows(counts[options.include], leftRows, rightRows, { kind, join: options.join });
    return rows === null ? null : t('export.about', { count: rows, formatted: number(rows) });
  };
  const save = async () => {
    setIsWorking(true);
    setSaved(null);
    const asked = options.kind === 'workbook' ? { ...options, format: 'xlsx' as const } : options;
    const outcome = await session.exportFile(asked);
    setIsWorking(false);
    if (outcome) setSaved({ outcome, wasNeutralised: options.neutraliseFormulas });
  };

  return (
    <div className={styles.page}>
      <header>
        <h1>{t('export.title')}</h1>
        <p className={styles.muted}>
          {t('export.lead')} {pending > 0 ? t('export.pendingHint', { count: pending, formatted: number(pending) }) : null}
        </p>
        <p>
          <Link href="/evaluate">{t('export.toEvaluate')}</Link> <Link href="/chain">{t('export.toChain')}</Link>
        </p>
      </header>
      <div className={styles.columns}>
        <ChoiceGroup
          legend={t('export.kind')}
          value={options.kind}
          choices={KINDS.map((value) => ({
            value,
            label: t(`export.kinds.${value}.name`),
            text: t(`export.kinds.${value}.text`),
            aside: about(value),
          }))}
          onChange={(kind) => change({ kind })}
        />
        <div className={styles.options}>
          <ChoiceGroup
            legend={t('export.include')}
            value={options.include}
            choices={(['suggested', 'accepted'] as const).map((value) => ({
              value,
              label: t(`export.includes.${value}`, { count: counts[value].links }),
            }))}
            onChange={(include) => change({ include })}
          />
          <div className={styles.selects}>
            {options.kind === 'joined' || options.kind === 'workbook' ? (
              <Field label={t('export.join')}>
                <Select
                  value={options.join}
                  choices={(['inner', 'left', 'right', 'full'] as const).map((value) => ({
                    value,
                    label: t(`export.joins.${value}`),
                  }))}
                  onChoose={(value) => change({ join: joinOf(value) })}
                />
              </Field>
            ) : null}
            <Field label={t('export.format')}>
              <Select
                disabled={options.kind === 'workbook'}
                value={options.kind === 'workbook' ? 'xlsx' : options.format}
                choices={(['csv', 'xlsx'] as const).map((value) => ({ value, label: t(`export.formats.${value}`) }))}
                onChoose={(value) => change({ format: value === 'xlsx' ? 'xlsx' : 'csv' })}
              />
            </Field>
            {options.format === 'csv' && options.kind !== 'workbook' ? (
              <Field label={t('export.delimiter')}>
                <Select
                  value={options.delimiter}
                  choices={DELIMITERS.map(([value, name]) => ({ value, label: t(`files.delimiters.${name}`) }))}
                  onChoose={(value) => change({ delimiter: DELIMITERS.find(([known]) => known === value)?.[0] ?? ',' })}
                />
              </Field>
            ) : null}
          </div>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={options.neutraliseFormulas}
              onChange={(event) => change({ neutraliseFormulas: event.target.checked })}
            />
            <span>
              {t('export.neutralise')}
              <span className={styles.hint}>{t('export.neutraliseHint')}</span>
            </span>
          </label>
          <Button look="main" className={styles.save} disabled={isWorking} onClick={() => void save()}>
            {isWorking ? t('export.working') : t('export.save')}
          </Button>
          <div role="status">{saved ? <OutcomeText {...saved} /> : null}</div>
        </div>
      </div>
      {project}
    </div>
  );
}

const joinOf = (value: string): ExportOptions['join'] =>
  (['inner', 'left', 'right', 'full'] as const).find((known) => known === value) ?? 'inner';
