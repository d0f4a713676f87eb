import { createRecordSplitter } from './record-splitter';

const CANDIDATES: readonly string[] = [',', ';', '\t', '|'];
const SAMPLE_RECORDS = 200;

/**
 * The delimiter of the start of a text: the one of `,` `;` tab `|` that splits most records into the same number (above one) of
 * cells; ties go to more cells, then to the order above. `,` where nothing splits. A first line `sep=;` (Excel) decides.
 */
export function guessDelimiter(sample: string): string {
  const declared = declaredDelimiter(sample);
  if (declared) return declared;
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of CANDIDATES) {
    const score = scoreOf(sample, delimiter);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

/** The delimiter that an Excel `sep=` line names, or null. */
export function declaredDelimiter(text: string): string | null {
  return /^sep=(.)\r?(?:\n|$)/i.exec(text)?.[1] ?? null;
}

function scoreOf(sample: string, delimiter: string): number {
  if (!sample.includes(delimiter)) return 0;
  const widths = new Map<number, number>();
  let records = 0;
  const splitter = createRecordSplitter(delimiter, (record) => {
    if (record.isBlank || records >= SAMPLE_RECORDS) return;
    records++;
    widths.set(record.cells.length, (widths.get(record.cells.length) ?? 0) + 1);
  });
  // The last line may be cut: without `end` it is not counted, unless it is the only one.
  splitter.add(sample);
  if (records === 0) splitter.end();
  let best = 0;
  for (const [width, count] of widths) {
    if (width < 2) continue;
    const agreement = count / records;
    best = Math.max(best, agreement * agreement * (1 + Math.min(width, 50) / 200));
  }
  return best;
}
