export function writeLargeCsv(path: string, rows: number): void;
export function writeLargeWorkbook(path: string, rows: number): void;
