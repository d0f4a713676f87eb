export const COLUMNS: readonly string[];
export function cellsOfRow(row: number): string[];
export function largeCsv(rows: number): Generator<string>;
export function largeWorkbook(rows: number): Uint8Array<ArrayBuffer>;
