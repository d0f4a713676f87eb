import { gapAt, linkAt } from '../../core/links/chain-columns';
import { AppError } from '../../core/model/errors';
import { createPacer } from '../../core/model/turns';
import { chainInWorker } from '../../session/chaining';
import type { Rowlink } from './contract';
import { invalid } from './match-options';
import { toDataset } from './table-input';

/** See {@link Rowlink.chain}. */
export async function chain(...[crosswalks, options = {}]: Parameters<Rowlink['chain']>): ReturnType<Rowlink['chain']> {
  const rule = options.rule ?? 'product';
  if (rule !== 'product' && rule !== 'minimum') throw invalid('rule');
  if (!Array.isArray(crosswalks) || crosswalks.length < 2) throw new AppError('input/too-few-crosswalks');
  const tables = await Promise.all(crosswalks.map((crosswalk) => toDataset(crosswalk, 'left', undefined)));
  if (options.columns && !Array.isArray(options.columns)) throw invalid('columns');
  const columns = options.columns?.map((own) => ({ ...own, score: own.score ?? null })) ?? null;
  if (columns && columns.length !== tables.length) throw invalid('columns');
  const { links, otherPaths, gaps } = await chainInWorker(tables, columns, rule, new AbortController().signal);
  return {
    links: await list(links.count, (at) => linkAt(links, at)),
    otherPaths: await list(otherPaths.count, (at) => linkAt(otherPaths, at)),
    gaps: await list(gaps.count, (at) => gapAt(gaps, at)),
  };
}

async function list<T>(count: number, of: (at: number) => T): Promise<T[]> {
  const pause = createPacer();
  const all: T[] = [];
  for (let at = 0; at < count; at++) {
    if (at % 512 === 0) await pause();
    all.push(of(at));
  }
  return all;
}
