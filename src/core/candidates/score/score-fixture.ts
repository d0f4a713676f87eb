import type { Job } from '../../model/types';
import { lexicalTexts } from '../../text/lexical-text';
import { fitLexical, lexicalOfPairs } from '../lexical/lexical-index';
import { leftOf } from '../pair-list';
import type { CandidatePool } from '../pool';
import { type ScoringInput, type ScoringSettings, scorePool } from './score-pool';

export const unwatched: Job = { signal: new AbortController().signal, progress: () => {} };

export interface SmallTables {
  /** Rows of cells, one member a compared column. */
  readonly left: readonly (readonly string[])[];
  readonly right: readonly (readonly string[])[];
  readonly names?: readonly string[];
  readonly qualifiers?: ScoringInput['qualifiers'];
  readonly rowCounts?: ScoringInput['rowCounts'];
  /** By left, then right record; none compares by letters alone. */
  readonly similarity?: readonly (readonly number[])[];
}

/** All pairs of two small tables as a pool with what scoring needs. For tests. */
export async function poolOf(tables: SmallTables): Promise<{ pool: CandidatePool; input: ScoringInput }> {
  const textOf = (cells: readonly string[]): string => cells.filter(Boolean).join(' ');
  const texts = { left: tables.left.map(textOf), right: tables.right.map(textOf) };
  const [n, m] = [texts.left.length, texts.right.length];
  const pairs = {
    offsets: Uint32Array.from({ length: n + 1 }, (_, left) => left * m),
    right: Uint32Array.from({ length: n * m }, (_, at) => at % m),
  };
  const forms = lexicalTexts(texts);
  const lexical = lexicalOfPairs(await fitLexical(forms.left, forms.right, unwatched), leftOf(pairs), pairs.right);
  const similarity = Float32Array.from(tables.similarity?.flat() ?? new Array<number>(n * m).fill(Number.NaN));
  const columns = (tables.left[0] ?? []).map((_, column) => ({
    left: tables.left.map((cells) => cells[column]!),
    right: tables.right.map((cells) => cells[column]!),
  }));
  const ones = (count: number): Uint32Array => new Uint32Array(count).fill(1);
  return {
    pool: { ...pairs, similarity, lexical },
    input: {
      texts,
      rowCounts: tables.rowCounts ?? { left: ones(n), right: ones(m) },
      columns,
      columnNames: tables.names ?? columns.map((_, at) => `c${at}`),
      qualifiers: tables.qualifiers ?? [],
    },
  };
}

/** Scores of all pairs, `[left][right]`. For tests. */
export async function scoresOf(tables: SmallTables, settings: Partial<ScoringSettings> = {}): Promise<number[][]> {
  const { pool, input } = await poolOf(tables);
  const { matchScore } = await scorePool(pool, input, { score: 'hybrid', cardinality: 'one-to-one', ...settings }, unwatched);
  const m = tables.right.length;
  return tables.left.map((_, left) => [...matchScore.subarray(left * m, (left + 1) * m)]);
}
