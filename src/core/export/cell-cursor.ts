import { isSurrogate, mostBytes, readText, writeText } from '../table/cell-bytes';
import { NO_ROW, type PlannedColumn } from './planned-table';

/** Reads one column cell by cell, as the bytes `bytes[from … to]` (see `cell-bytes.ts`), which hold until the next `move`. */
export interface CellCursor {
  bytes: Uint8Array;
  from: number;
  to: number;
  move(row: number): void;
  /** The cell as a string. */
  text(): string;
}

export function createCursor(column: PlannedColumn): CellCursor {
  return 'cells' in column ? new StoredCursor(column.cells.bytes, column.cells.ends, column.rows) : new MadeCursor(column.text);
}

/** The same for a single text. */
export function cursorOf(text: string): CellCursor {
  const cursor = new MadeCursor(() => text);
  cursor.move(0);
  return cursor;
}

class StoredCursor implements CellCursor {
  from = 0;
  to = 0;

  constructor(
    readonly bytes: Uint8Array,
    private readonly ends: Uint32Array,
    private readonly rows: Uint32Array | null,
  ) {}

  move(row: number): void {
    const at = this.rows === null ? row : this.rows[row]!;
    if (at === NO_ROW) {
      this.from = this.to = 0;
      return;
    }
    this.from = at === 0 ? 0 : this.ends[at - 1]!;
    this.to = this.ends[at]!;
  }

  text(): string {
    return readText(this.bytes, this.from, this.to);
  }
}

class MadeCursor implements CellCursor {
  bytes: Uint8Array = new Uint8Array(64);
  readonly from = 0;
  to = 0;
  private made = '';

  constructor(private readonly make: (row: number) => string) {}

  move(row: number): void {
    this.made = this.make(row);
    const most = mostBytes(this.made);
    if (most > this.bytes.length) this.bytes = new Uint8Array(most * 2);
    this.to = writeText(this.made, this.bytes, 0);
  }

  text(): string {
    return this.made;
  }
}

/** Whether a cell holds half of a surrogate pair, for which UTF-8 has no place. O(bytes). */
export function hasLoneSurrogate({ bytes, from, to }: CellCursor): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === 0xed && isSurrogate(bytes, at)) return true;
  return false;
}
