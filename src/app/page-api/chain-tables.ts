import { chainCrosswalks } from '../../core/links/chain';
import { guessCrosswalkColumns, readCrosswalk } from '../../core/links/crosswalk-table';
import { AppError } from '../../core/model/errors';
import type { Rowlink } from './contract';
import { invalid } from './match-options';
import { toDataset } from './table-input';

/** See {@link Rowlink.chain}. */
export async function chain(...[crosswalks, options = {}]: Parameters<Rowlink['chain']>): ReturnType<Rowlink['chain']> {
  const rule = options.rule ?? 'product';
  if (rule !== 'product' && rule !== 'minimum') throw invalid('rule');
  if (!Array.isArray(crosswalks) || crosswalks.length < 2) throw new AppError('input/too-few-crosswalks');
  const tables = await Promise.all(crosswalks.map((crosswalk) => toDataset(crosswalk, 'left', undefined)));
  const columns = options.columns ?? guessCrosswalkColumns(tables);
  if (!Array.isArray(columns) || columns.length !== tables.length) throw invalid('columns');
  const pairs = tables.map((table, at) => readCrosswalk(table, { ...columns[at]!, score: columns[at]!.score ?? null }));
  return chainCrosswalks(pairs, rule);
}
