import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkageEvaluation } from '../../core/evaluation/evaluate-linkage';
import type { Truth } from '../../core/evaluation/truth';
import { writeCsv } from '../../core/export/csv-writer';
import type { Dataset, Sides } from '../../core/model/types';
import { downloadBlob } from '../../session/exporting';
import { useFormats } from '../../ui/format';
import { type AuditLine, auditExport, auditLine } from './audit-table';
import { FindingsTable } from './FindingsTable';
import styles from './FindingsTable.module.css';

interface AuditListProps {
  readonly evaluation: LinkageEvaluation;
  readonly truth: Truth;
  readonly tables: Sides<Dataset>;
  readonly on: Sides<readonly string[]>;
}

const ALL = 'all';
/** More are in the file to save. */
const MOST_SHOWN = 100;

/** Rows of the truth that look wrong, and why. */
export function AuditList({ evaluation, truth, tables, on }: AuditListProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [reason, setReason] = useState<string>(ALL);
  const { findings } = evaluation;
  const reasons = useMemo(() => {
    const counts = new Map<(typeof findings)[number]['reason'], number>();
    for (const finding of findings) counts.set(finding.reason, (counts.get(finding.reason) ?? 0) + 1);
    return [...counts];
  }, [findings]);
  const texts = { tables, on, truthRowName: (row: number) => t('evaluate.audit.truthRow', { row: number(row) }) };
  const shown = reasons.some(([known]) => known === reason) ? findings.filter((finding) => finding.reason === reason) : findings;
  const sentenceOf = (line: AuditLine): string => t(`evaluate.reasons.${line.finding.reason}.text`);

  const save = () => {
    const lines = findings.map((finding) => auditLine(finding, truth, texts));
    const { blob } = writeCsv(auditExport(lines, sentenceOf), { delimiter: ',', bom: true, neutraliseFormulas: true });
    downloadBlob(blob, 'rowlink-truth-audit.csv');
  };
  return (
    <div className={styles.section}>
      <h2>{t('evaluate.audit.title')}</h2>
      {findings.length === 0 ? (
        <p>{t('evaluate.audit.clean', { count: truth.rows.length, formatted: number(truth.rows.length) })}</p>
      ) : (
        <>
          <p className={styles.muted}>{t('evaluate.audit.lead')}</p>
          <FindingsTable
            title={t('evaluate.audit.title')}
            filter={{
              value: reason,
              choices: [
                { value: ALL, label: t('evaluate.audit.all', { count: findings.length, formatted: number(findings.length) }) },
                ...reasons.map(([value, count]) => ({
                  value,
                  label: t('evaluate.audit.counted', { reason: t(`evaluate.reasons.${value}.name`), count: number(count) }),
                })),
              ],
              onChoose: setReason,
            }}
            onSave={save}
            heads={(['row', 'reason', 'left', 'right', 'other'] as const).map((name) => t(`evaluate.audit.columns.${name}`))}
            hidden={shown.length - MOST_SHOWN}
          >
            {shown.slice(0, MOST_SHOWN).map((finding) => {
              const line = auditLine(finding, truth, texts);
              return (
                <tr key={`${finding.truthRow} ${finding.reason}`}>
                  <th scope="row">{number(line.row)}</th>
                  <td>
                    <strong>{t(`evaluate.reasons.${finding.reason}.name`)}</strong>
                    <span className={styles.why}>{sentenceOf(line)}</span>
                  </td>
                  <RecordCell id={line.leftId} text={line.leftText} />
                  <RecordCell id={line.rightId} text={line.rightText} />
                  <td dir="auto">{line.otherText}</td>
                </tr>
              );
            })}
          </FindingsTable>
        </>
      )}
    </div>
  );
}

function RecordCell({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <td dir="auto">
      <span className={styles.id}>{id}</span>
      {text}
    </td>
  );
}
