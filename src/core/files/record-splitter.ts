import { readText } from '../table/cell-bytes';
import { createByteSplitter } from './byte-splitter';

/** One record as it stood in the text. `isBlank` tells an empty line from a record of one empty quoted cell. */
export interface TextRecord {
  readonly cells: readonly string[];
  readonly isBlank: boolean;
  readonly hasUnclosedQuote: boolean;
}

/** `createByteSplitter` for text that is a string already, in pieces cut anywhere. */
export function createRecordSplitter(
  delimiter: string,
  onRecord: (record: TextRecord) => void,
): { add(text: string): void; end(): void } {
  const encoder = new TextEncoder();
  const splitter = createByteSplitter(delimiter, ({ bytes, spans, count, isBlank, hasUnclosedQuote }) => {
    const cells = Array.from({ length: count }, (_, cell) => readText(bytes, spans[2 * cell]!, spans[2 * cell + 1]!));
    onRecord({ cells, isBlank, hasUnclosedQuote });
  });
  let half = '';
  return {
    add(text) {
      const whole = half + text;
      half = /[\ud800-\udbff]$/.exec(whole)?.[0] ?? '';
      splitter.add(encoder.encode(half === '' ? whole : whole.slice(0, -1)));
    },
    end() {
      splitter.add(encoder.encode(half));
      splitter.end();
    },
  };
}
