import type { FileFormat, Job, ReadSettings, SheetSummary, SourceFile } from '../model/types';
import type { RawTable } from './table-builder';

/** What a reader makes of one file, before anything is known of headers. */
export interface FileContent {
  readonly table: RawTable;
  readonly format: FileFormat;
  /** WHATWG label; null where the format has its own way with letters. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheets: readonly SheetSummary[];
  readonly sheet: string | null;
  /** Merged areas; absent for 0. */
  readonly mergedCount?: number;
  /** True where the first row of `table` is the headers for certain, as the format names its columns. */
  readonly hasOwnHeaders: boolean;
}

/** Reads one format. `head` is the start of the file. Errors are those of `readDataset`. */
export type FileReader = (source: SourceFile, head: Uint8Array, settings: ReadSettings, job: Job) => Promise<FileContent>;
