import { isSurrogate } from '../table/cell-bytes';
import type { BlobSink } from './blob-sink';
import { type CellCursor, createCursor } from './cell-cursor';
import type { PlannedTable } from './planned-table';
import { ROWS_PER_STEP, type Tally } from './tally';

export const JSON_LINES_TYPE = 'application/jsonl';
const encoder = new TextEncoder();

/**
 * One JSON object a line, every cell a string under the name of its column, also the empty ones. It holds every string there is: half of a
 * surrogate pair is written as its escape. O(bytes).
 */
export function* writeJsonLines(table: PlannedTable, sink: BlobSink, tally: Tally): Generator<void> {
  const cursors = table.columns.map(createCursor);
  const keys = table.columns.map(({ name }, at) => encoder.encode(`${at === 0 ? '{' : ','}${JSON.stringify(name)}:`));
  const end = encoder.encode('}\n');
  const writeCell = (cell: CellCursor): void => {
    const { bytes, from, to } = cell;
    if (isPlain(bytes, from, to)) {
      sink.addByte(QUOTE);
      sink.addBytes(bytes, from, to);
      sink.addByte(QUOTE);
    } else sink.addBytes(encoder.encode(JSON.stringify(cell.text())));
  };
  for (let row = 0; row < table.rowCount; row++) {
    for (let at = 0; at < cursors.length; at++) {
      const cursor = cursors[at]!;
      cursor.move(row);
      sink.addBytes(keys[at]!);
      writeCell(cursor);
    }
    sink.addBytes(end);
    if (++tally.rows % ROWS_PER_STEP === 0) yield;
  }
}

const QUOTE = 0x22;

/** Whether JSON has the bytes as they are. */
function isPlain(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!;
    if (byte < 0x20 || byte === QUOTE || byte === 0x5c || (byte === 0xed && isSurrogate(bytes, at))) return false;
  }
  return true;
}
