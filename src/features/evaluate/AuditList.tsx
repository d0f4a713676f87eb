import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AUDIT_REASONS, type AuditReason } from '../../core/evaluation/audit';
import { type FindingColumns, findingAt, type ListedFinding } from '../../core/evaluation/finding-columns';
import { type AppError, toAppError } from '../../core/model/errors';
import type { Dataset, Sides } from '../../core/model/types';
import type { EvaluatedLinkage } from '../../rpc/protocol';
import { saveRows } from '../../session/saving-rows';
import { ErrorText } from '../../ui/ErrorText';
import { useFormats } from '../../ui/format';
import { auditExport, auditLine } from './audit-table';
import { FindingsTable } from './FindingsTable';
import styles from './FindingsTable.module.css';

interface AuditListProps {
  readonly evaluation: EvaluatedLinkage;
  readonly tables: Sides<Dataset>;
  readonly on: Sides<readonly string[]>;
}

const ALL = 'all';
/** More are in the file to save. */
const MOST_SHOWN = 100;

/** Rows of the truth that look wrong, and why. */
export function AuditList({ evaluation, tables, on }: AuditListProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [reason, setReason] = useState<string>(ALL);
  const [error, setError] = useState<AppError | null>(null);
  const { findings, truthRows } = evaluation;
  const reasons = useMemo(() => countReasons(findings), [findings]);
  const chosen = reasons.find(([known]) => known === reason);
  const { shown, total } = useMemo(() => firstFindings(findings, chosen?.[0] ?? null, MOST_SHOWN), [findings, chosen]);
  const texts = { tables, on, truthRowName: (row: number) => t('evaluate.audit.truthRow', { row: number(row) }) };
  const sentenceOf = (finding: ListedFinding): string => t(`evaluate.reasons.${finding.reason}.text`);

  const save = async (): Promise<void> => {
    setError(null);
    await saveRows(auditExport(findings, texts, sentenceOf), 'rowlink-truth-audit.csv').catch((thrown: unknown) =>
      setError(toAppError(thrown)),
    );
  };
  return (
    <div className={styles.section}>
      <h2>{t('evaluate.audit.title')}</h2>
      {findings.count === 0 ? (
        <p>{t('evaluate.audit.clean', { count: truthRows, formatted: number(truthRows) })}</p>
      ) : (
        <>
          <p className={styles.muted}>{t('evaluate.audit.lead')}</p>
          <FindingsTable
            title={t('evaluate.audit.title')}
            filter={{
              value: chosen?.[0] ?? ALL,
              choices: [
                { value: ALL, label: t('evaluate.audit.all', { count: findings.count, formatted: number(findings.count) }) },
                ...reasons.map(([value, count]) => ({
                  value,
                  label: t('evaluate.audit.counted', { reason: t(`evaluate.reasons.${value}.name`), count: number(count) }),
                })),
              ],
              onChoose: setReason,
            }}
            onSave={() => void save()}
            heads={(['row', 'reason', 'left', 'right', 'other'] as const).map((name) => t(`evaluate.audit.columns.${name}`))}
            hidden={total - shown.length}
          >
            {shown.map((finding) => {
              const line = auditLine(finding, texts);
              return (
                <tr key={`${finding.truthRow} ${finding.reason}`}>
                  <th scope="row">{number(line.row)}</th>
                  <td>
                    <strong>{t(`evaluate.reasons.${finding.reason}.name`)}</strong>
                    <span className={styles.why}>{sentenceOf(finding)}</span>
                  </td>
                  <RecordCell id={finding.leftId} text={line.leftText} />
                  <RecordCell id={finding.rightId} text={line.rightText} />
                  <td dir="auto">{line.otherText}</td>
                </tr>
              );
            })}
          </FindingsTable>
          {error ? <ErrorText error={error} /> : null}
        </>
      )}
    </div>
  );
}

/** How often each reason was found, in order of first occurrence. */
function countReasons({ reason }: FindingColumns): readonly (readonly [AuditReason, number])[] {
  const counts = new Map<number, number>();
  for (const place of reason) counts.set(place, (counts.get(place) ?? 0) + 1);
  return Array.from(counts, ([place, count]) => [AUDIT_REASONS[place]!, count] as const);
}

/** The first findings of one reason, or of all, and how many there are. */
function firstFindings(
  findings: FindingColumns,
  reason: AuditReason | null,
  limit: number,
): { readonly shown: readonly ListedFinding[]; readonly total: number } {
  const wanted = reason === null ? -1 : AUDIT_REASONS.indexOf(reason);
  const shown: ListedFinding[] = [];
  let total = 0;
  for (let at = 0; at < findings.count; at++) {
    if (wanted >= 0 && findings.reason[at] !== wanted) continue;
    if (total++ < limit) shown.push(findingAt(findings, at));
  }
  return { shown, total };
}

function RecordCell({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <td dir="auto">
      <span className={styles.id}>{id}</span>
      {text}
    </td>
  );
}
