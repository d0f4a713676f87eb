import type { TFunction } from 'i18next';
import { groupCount, type RowFinding } from '../../core/checks/findings';
import type { Dataset } from '../../core/model/types';
import { cellAt, columnIndex } from '../../core/table/cells';
import type { Formats } from '../../ui/format';
import { exampleRows } from './finding-rows';

const ROWS_NAMED = 3;
const LONGEST_SHOWN = 40;

/** What was found, with numbers and an example. O(rows of the finding) for unlinkable rows, which are counted by reason. */
export function findingSentence(t: TFunction, { number, share }: Formats, dataset: Dataset, finding: RowFinding): string {
  const { kind, column, rows, alike } = finding;
  const count = rows.length;
  const named = exampleRows(dataset, finding, ROWS_NAMED);
  const first = rows[0]!;
  const about = {
    count,
    formatted: number(count),
    share: share(count / dataset.rowCount),
    column: column ?? '',
    groups: number(groupCount(finding)),
    value: column === null ? '' : short(cellAt(dataset, columnIndex(dataset, column), first).trim()),
    rows: named.map(number).join(', '),
  };
  if (kind !== 'unlinkable') return t(`checks.kinds.${kind}.text`, about);
  const nothing = alike?.reduce((sum, same) => sum + Number(same === 0), 0) ?? 0;
  const reasons = [
    ...(nothing > 0 ? [t('checks.kinds.unlinkable.nothing', { count: nothing, formatted: number(nothing) })] : []),
    ...(nothing < count
      ? [t('checks.kinds.unlinkable.common', { count: count - nothing, formatted: number(count - nothing) })]
      : []),
  ];
  return [t('checks.kinds.unlinkable.text', about), ...reasons].join(' ');
}

const short = (value: string): string => (value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
