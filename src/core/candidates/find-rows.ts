import { throwIfCancelled } from '../model/errors';
import { createPacer } from '../model/turns';
import { type Dataset, type Job, NO_TEXT, type VectorSet } from '../model/types';
import { cellReader } from '../table/cells';
import { fold } from '../text/fold';
import { dotProducts } from '../vectors/dot-products';

/** Rows that were found, best first, with how well each fits. */
export interface FoundRows {
  readonly rows: Uint32Array<ArrayBuffer>;
  /** By words the part of them that a row holds, by meaning the cosine. */
  readonly fit: Float32Array<ArrayBuffer>;
}

/** More words are not looked for. */
const MOST_WORDS = 30;

/**
 * Rows that hold words of a query anywhere, letter case, accents and width aside, parts of words too. Rows with more of the words come
 * first, those with all of them in a row before others; ties go to the lower row. Rows with none are left out. O(characters).
 *
 * @throws AppError `job/cancelled`
 */
export async function findByWords(dataset: Dataset, query: string, most: number, job: Job): Promise<FoundRows> {
  const phrase = fold(query.trim()).replace(/\s+/gu, ' ');
  const words = [...new Set(phrase.split(' '))].filter((word) => word !== '').slice(0, MOST_WORDS);
  if (words.length === 0) return { rows: new Uint32Array(0), fit: new Float32Array(0) };
  const readers = dataset.columns.map((_, column) => cellReader(dataset, column));
  // Twice the words that are held, and one more for the phrase as it stands.
  const points = new Uint8Array(dataset.rowCount);
  const rest = createPacer(30);
  for (let row = 0; row < dataset.rowCount; row++) {
    const text = fold(readers.map((cellOf) => cellOf(row)).join('\n'));
    let held = 0;
    for (const word of words) if (text.includes(word)) held++;
    points[row] = held === 0 ? 0 : 2 * held + Number(held === words.length && text.includes(phrase));
    if (row % 512 === 511) {
      await rest();
      throwIfCancelled(job.signal);
    }
  }
  const rows: number[] = [];
  for (let wanted = 2 * words.length + 1; wanted > 0 && rows.length < most; wanted--) {
    for (let row = points.indexOf(wanted); row >= 0 && rows.length < most; row = points.indexOf(wanted, row + 1)) rows.push(row);
  }
  return { rows: Uint32Array.from(rows), fit: Float32Array.from(rows, (row) => (points[row]! >> 1) / words.length) };
}

/**
 * Rows whose text is nearest to a query in meaning; rows of one text follow each other. O(texts · dimensions + rows).
 *
 * @param query normalised @param vectors one a text @param textOf the text of every row, or `NO_TEXT`
 */
export function findByMeaning(query: Float32Array, vectors: VectorSet, textOf: Uint32Array, most: number): FoundRows {
  const count = vectors.data.length / vectors.dimensions;
  const similarity = new Float32Array(count);
  dotProducts(query, vectors, similarity);
  const best = largest(similarity, most);
  const placeOf = new Map(best.map((text, place) => [text, place]));
  const rowsOf = best.map((): number[] => []);
  textOf.forEach((text, row) => {
    const place = text === NO_TEXT ? undefined : placeOf.get(text);
    if (place !== undefined && rowsOf[place]!.length < most) rowsOf[place]!.push(row);
  });
  const rows = rowsOf.flat().slice(0, most);
  return { rows: Uint32Array.from(rows), fit: Float32Array.from(rows, (row) => similarity[textOf[row]!]!) };
}

/** Places of the largest values, largest first; ties go to the lower place. */
function largest(values: Float32Array, most: number): number[] {
  const best: number[] = [];
  for (let place = 0; place < values.length; place++) {
    if (best.length === most && values[place]! <= values[best[most - 1]!]!) continue;
    let at = best.length;
    while (at > 0 && values[best[at - 1]!]! < values[place]!) at--;
    best.splice(at, 0, place);
    if (best.length > most) best.pop();
  }
  return best;
}
