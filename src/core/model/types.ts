/** The nouns of the pipeline. Data goes one way: files → table → text → vectors → candidates → decisions → links → export. */

import type { MadeColumn } from '../llm/task';
import type { TableSketch } from '../table/sketch';

declare const brand: unique symbol;
export type Id<B extends string> = string & { readonly [brand]: B };

/** Content hash that keys a stage's output: SHA-256, lower-case hex (see `fingerprint.ts`). */
export type Fingerprint = Id<'fingerprint'>;
/** Folder name below `models/`, for example `rowlink-small`. */
export type ModelId = string;

export type Side = 'left' | 'right';
export interface Sides<T> {
  readonly left: T;
  readonly right: T;
}

/** How many links a record may take part in, left to right. */
export type Cardinality = 'one-to-one' | 'one-to-many' | 'many-to-one' | 'many-to-many';

/** A file as the user gave it. `blob` may be a browser `File`. */
export interface SourceFile {
  readonly name: string;
  readonly blob: Blob;
}

export interface Column {
  /** Unique within its dataset; what settings and exports refer to. */
  readonly name: string;
  /** The header cell as it stood in the file; empty where there was none. */
  readonly header: string;
}

/** Something odd about one row that did not stop the import. Rows are 1-based rows of the file, as a spreadsheet shows them. */
export interface RowProblem {
  readonly code:
    | 'row/too-long'
    | 'row/too-short'
    | 'row/unclosed-quote'
    | 'row/broken-json'
    | 'row/replacement-characters'
    | 'cell/formula-without-value';
  readonly fileRow: number;
  readonly column: string | null;
}

export type FileFormat = 'csv' | 'json' | 'jsonl' | 'ods' | 'parquet' | 'xls' | 'xlsb' | 'xlsx';

export interface SheetSummary {
  readonly name: string;
  readonly isHidden: boolean;
  /** Rows with text, headers included; absent where that is not known without reading the sheet. */
  readonly rowCount?: number;
  /** `rowCount` is what the file says, not what was counted. */
  readonly isDeclared?: boolean;
}

/** A row of a file as it stands there. Only for show: long cells are cut. */
export interface FileRow {
  /** 0-based row of the file. */
  readonly fileRow: number;
  readonly cells: readonly string[];
}

/** From row `row` of a table on, rows of the file follow each other without a gap, the first of them `fileRow` (both 0-based). */
export interface RowRun {
  readonly row: number;
  readonly fileRow: number;
}

/** One of the tables that were stacked into another. */
export interface StackedPart
  extends Pick<SourceDescription, 'fileName' | 'sheet' | 'format' | 'encoding' | 'problemCount' | 'rowRuns'>,
    Partial<Pick<SourceDescription, 'delimiter' | 'headerRow'>> {
  /** What the source column says of its rows. */
  readonly label: string;
  /** Its first row in the stacked table. */
  readonly firstRow: number;
  readonly rowCount: number;
  /** Columns of the stacked table that it does not have: their cells are empty. */
  readonly missing: readonly string[];
}

/** How a dataset was read; everything here is a guess that the user can change. */
export interface SourceDescription {
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly format: FileFormat;
  /** WHATWG encoding label such as `utf-8` or `windows-1252`; null where the format has its own way with letters. */
  readonly encoding: string | null;
  /** null but for delimited text. */
  readonly delimiter: string | null;
  readonly sheets: readonly SheetSummary[];
  /** Name of the sheet, or of the file in an archive, that was read; null where there is only one. */
  readonly sheet: string | null;
  /** 0-based row of the file that holds the headers; null where the table has none. */
  readonly headerRow: number | null;
  /** Total number of problems found, of which `Dataset.problems` lists the first 100. */
  readonly problemCount: number;
  /** Rows above the headers that are left out, and the last of them. */
  readonly aboveCount?: number;
  readonly above?: readonly FileRow[];
  /** Rows at the end that were left out, and the first of them. */
  readonly belowCount?: number;
  readonly below?: readonly FileRow[];
  /** How many of the last rows of the table look like totals or notes; absent for 0. */
  readonly suggestedLast?: number;
  /** Where the rows stand in the file; absent where that is not known. */
  readonly rowRuns?: readonly RowRun[];
  /** Merged areas of the sheet; absent for 0. Their text stands in the first cell, or in all of them by `ReadSettings.fillMerged`. */
  readonly mergedCount?: number;
  /** The tables that were stacked into this one; absent where it is one file. */
  readonly parts?: readonly StackedPart[];
  /** Columns that a language model has made, at the end of the table; absent where there is none. */
  readonly made?: readonly MadeColumn[];
}

/**
 * The cells of one column, one after the other: cell `row` is `bytes[ends[row − 1] … ends[row]]`, from 0 for the first. UTF-8, in which a
 * lone surrogate is kept as three bytes (see `core/table/cell-bytes.ts`). Read through `core/table/cells.ts`.
 */
export interface CellColumn {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly ends: Uint32Array<ArrayBuffer>;
}

/**
 * One table, columnar, every cell the text that was in the file, empty where there was none. All columns have `rowCount` cells. Bytes
 * instead of strings, so that a million rows cost little more than their text, and cross to a worker without being copied.
 */
export interface Dataset {
  readonly fingerprint: Fingerprint;
  readonly columns: readonly Column[];
  readonly rowCount: number;
  readonly cells: readonly CellColumn[];
  /** What suggestions go by, where it is known already. */
  readonly sketch?: TableSketch;
  readonly problems: readonly RowProblem[];
  readonly source: SourceDescription;
}

/** Choices for reading one file; `auto` and absent mean: guess. */
export interface ReadSettings {
  readonly encoding?: string | 'auto';
  readonly delimiter?: string | 'auto';
  readonly sheet?: string | null;
  /** 0-based row of the file that holds the headers, or `none`. */
  readonly headerRow?: number | 'auto' | 'none';
  /** How many rows at the end are left out: totals, notes. */
  readonly skipLast?: number;
  /** Repeats the text of merged cells in all of them, instead of in the first. */
  readonly fillMerged?: boolean;
}

export type ProgressUnit = 'bytes' | 'rows' | 'texts' | 'pairs' | 'files';

/** What a long-running stage is given: a way to be stopped and a way to say how far it is. */
export interface Job {
  readonly signal: AbortSignal;
  progress(done: number, total: number, unit: ProgressUnit): void;
}

/** In place of a record: the row has nothing to compare. */
export const NO_TEXT = 0xffffffff;

/** Row-major `[count × dimensions]`, each vector L2-normalised (or all zero where there was no text). */
export interface VectorSet {
  readonly model: ModelId;
  readonly dimensions: number;
  readonly data: Float32Array;
}

/**
 * Candidate pairs, columnar, sorted by left row and then rank. `offsets[left]..offsets[left + 1]` are the pairs of one left row.
 * `similarity` is the cosine of the vectors (−1…1), `lexical` the character n-gram cosine (0…1); NaN where it was not computed.
 * `matchScore` is 0…1.
 */
export interface CandidateSet {
  readonly leftCount: number;
  readonly rightCount: number;
  readonly offsets: Uint32Array;
  readonly right: Uint32Array;
  readonly similarity: Float32Array;
  readonly lexical: Float32Array;
  readonly matchScore: Float32Array;
}

/** On buttons: Accept, Not this one or None of these, Unsure, Not in the other table (never of a pair). */
export type Verdict = 'match' | 'non-match' | 'possible' | 'absent';

/**
 * One change to what is decided. `right` null speaks of the whole left record: `non-match` is "none of these", `absent` "not in
 * the other table", `possible` "unsure". `verdict` null takes an earlier verdict back (pending again).
 */
export interface Decision {
  readonly left: number;
  readonly right: number | null;
  readonly verdict: Verdict | null;
}

/** A pair that counts as linked after cardinality. `decidedBy` says whether a person accepted it or the threshold did. */
export interface Link {
  readonly left: number;
  readonly right: number;
  readonly matchScore: number;
  readonly decidedBy: 'person' | 'rule';
}
