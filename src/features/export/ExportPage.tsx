import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { LINK_EXPORTS } from '../../core/export/compose';
import { DEFAULT_FORM } from '../../core/export/write-file';
import type { ExportOptions, LinkExportKind } from '../../session/contract';
import { useSession, useSessionState } from '../../session/react';
import { ChoiceGroup } from '../../ui/ChoiceGroup';
import styles from '../../ui/ExportForm.module.css';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import { exportedRows, linkCounts } from './export-counts';
import { FormFields } from './FormFields';
import { SaveFile } from './SaveFile';

const FIRST_OPTIONS: ExportOptions = { kind: 'joined', form: DEFAULT_FORM, join: 'inner', include: 'suggested' };

/** `project` saves all of it, below. */
export function ExportPage({ project }: { readonly project: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const { review, sides } = useSessionState();
  const [options, setOptions] = useState(FIRST_OPTIONS);
  const counts = useMemo(() => review && linkCounts(review), [review]);
  const { kind, join, include, form } = options;
  const { format } = form;
  // biome-ignore lint/correctness/useExhaustiveDependencies: with other decisions the same choices give another file.
  const survey = useCallback(
    (signal: AbortSignal) => session.surveyExport({ kind, join, include, form: { ...DEFAULT_FORM, format } }, signal),
    [session, review, kind, join, include, format],
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
  const about = (of: LinkExportKind): string | null => {
    const rows = exportedRows(counts[include], leftRows, rightRows, { kind: of, join });
    return rows === null ? null : t('common.rows', { count: rows, formatted: number(rows) });
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
          choices={LINK_EXPORTS.map((value) => ({
            value,
            label: t(`export.kinds.${value}.name`),
            text: t(`export.kinds.${value}.text`),
            aside: about(value),
          }))}
          onChange={(chosen) => change({ kind: chosen })}
        />
        <div className={styles.options}>
          <ChoiceGroup
            legend={t('export.include')}
            value={options.include}
            choices={(['suggested', 'accepted'] as const).map((value) => ({
              value,
              label: t(`export.includes.${value}`, { count: counts[value].links, formatted: number(counts[value].links) }),
            }))}
            onChange={(chosen) => change({ include: chosen })}
          />
          {options.kind === 'joined' ? (
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
          <FormFields
            form={options.form}
            isWorkbook={options.kind === 'workbook'}
            onChange={(chosen) => change({ form: chosen })}
          />
          <SaveFile form={options.form} survey={survey} write={(hooks) => session.exportFile(options, hooks)} />
        </div>
      </div>
      {project}
    </div>
  );
}

const joinOf = (value: string): ExportOptions['join'] =>
  (['inner', 'left', 'right', 'full'] as const).find((known) => known === value) ?? 'inner';
