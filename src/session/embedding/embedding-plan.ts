import { endpointText } from '../../core/llm/endpoint-model';
import type { Range } from '../../core/llm/task';
import { costOf, tokensOfText } from '../../core/llm/tokens';
import type { ComparedColumns } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { firstRows } from '../../core/table/cells';
import { composeRowTexts } from '../../core/text/row-texts';
import type { Endpoint } from '../llm/llm-contract';

/** What an endpoint would get if it made the vectors of a match. */
export interface EmbeddingPlan {
  readonly columns: ComparedColumns;
  /** Of both tables; equal texts are sent once, so that fewer may be. */
  readonly rows: number;
  /** At most, before any text is known. */
  readonly requests: number;
  readonly tokens: Range;
  readonly cost: (Range & { readonly currency: string }) | null;
  /** The first texts of both tables, as they would be sent. */
  readonly sample: readonly string[];
}

const LOOKED_AT = 500;
const SHOWN = 5;
/** As `embedByEndpoint` has it: texts of a request at most. */
const TEXTS_A_REQUEST = 64;

/** Estimated from the first rows of both tables; nothing is sent. O(500 rows). @throws AppError `input/unknown-column` */
export function planEmbedding(tables: Sides<Dataset>, on: ComparedColumns, { prices }: Pick<Endpoint, 'prices'>): EmbeddingPlan {
  let low = 0;
  let high = 0;
  const sample: string[] = [];
  for (const side of ['left', 'right'] as const) {
    const table = tables[side];
    const head = firstRows(table, LOOKED_AT);
    const texts = composeRowTexts(head, on[side]).texts.map(endpointText);
    const scale = texts.length === 0 ? 0 : table.rowCount / Math.max(1, head.rowCount);
    for (const text of texts) {
      const tokens = tokensOfText(text);
      low += tokens.low * scale;
      high += tokens.high * scale;
    }
    sample.push(...texts.slice(0, SHOWN));
  }
  const rows = tables.left.rowCount + tables.right.rowCount;
  const tokens = { low: Math.floor(low), high: Math.ceil(high) };
  const none = { low: 0, high: 0 };
  return { columns: on, rows, requests: Math.ceil(rows / TEXTS_A_REQUEST), tokens, cost: costOf(tokens, none, prices), sample };
}
