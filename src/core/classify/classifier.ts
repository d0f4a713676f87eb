import { AppError } from '../model/errors';
import { fingerprintOf } from '../model/fingerprint';
import type { ClassifierWeights } from './classifier-weights';
import type { ClassifierReport } from './train-classifier';

/** The model whose vectors a classifier reads. */
export interface ClassifierBase {
  readonly model: string;
  /** Of its weights, lower-case hex; null where that is not known. */
  readonly sha256: string | null;
  readonly dimensions: number;
  /** Id of the adapter that vectors go through first; null: none. */
  readonly adapter: string | null;
}

/**
 * A trained classifier as a plain object, which `JSON.stringify` writes whole: `*.classifier.json`. Of cells it holds the labels, and no
 * others: n-grams of 2 to 4 letters are there as 32-bit hashes, or not at all where it was trained on vectors alone (`terms` null).
 */
export interface Classifier {
  readonly format: 'rowlink-classifier';
  readonly version: number;
  /** First 16 hex digits of the SHA-256 of labels, base and numbers. */
  readonly id: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Columns that it was trained on. */
  readonly on: readonly string[];
  readonly labels: readonly string[];
  /** null where it looks at letters alone. */
  readonly base: ClassifierBase | null;
  readonly temperature: number;
  /** Little-endian numbers as Base64: floats but for `hash`, which has unsigned integers. Shapes as in `ClassifierWeights`. */
  readonly weights: {
    readonly intercept: string;
    readonly vector: string;
    readonly terms: { readonly hash: string; readonly idf: string; readonly weight: string } | null;
  };
  readonly report: PlainReport;
}

/** A report without typed arrays. */
export type PlainReport = Omit<ClassifierReport, 'confusion'> & {
  /** Rows are true classes, columns predicted ones. */
  readonly confusion: readonly (readonly number[])[];
};

const FORMAT = 'rowlink-classifier';
/** Raise when an older app could not read the file. */
const VERSION = 1;

export interface ClassifierHead extends Pick<Classifier, 'name' | 'createdAt' | 'on' | 'labels' | 'base'> {}

export function toClassifier(
  head: ClassifierHead,
  { intercept, vector, terms }: ClassifierWeights,
  temperature: number,
  report: PlainReport,
): Classifier {
  const weights = {
    intercept: toBase64(intercept),
    vector: toBase64(vector),
    terms: terms && { hash: toBase64(terms.hash), idf: toBase64(terms.idf), weight: toBase64(terms.weight) },
  };
  const { labels, base } = head;
  const id = fingerprintOf(FORMAT, VERSION, { labels, base, temperature, weights }, []).slice(0, 16);
  return { format: FORMAT, version: VERSION, id, ...head, temperature, weights, report };
}

export function plainReport(report: ClassifierReport): PlainReport {
  const classes = report.classes.length;
  const row = (c: number): number[] => Array.from(report.confusion.subarray(c * classes, (c + 1) * classes));
  return { ...report, confusion: report.classes.map((_, c) => row(c)) };
}

/** @throws AppError `classifier/broken` where numbers are missing or too many */
export function weightsOf({ labels, base, weights }: Classifier): ClassifierWeights {
  const { intercept, vector, terms } = weights;
  const read: ClassifierWeights = {
    classes: labels.length,
    dimensions: base?.dimensions ?? 0,
    intercept: new Float32Array(bytesOf(intercept)),
    vector: new Float32Array(bytesOf(vector)),
    terms: terms && {
      hash: new Uint32Array(bytesOf(terms.hash)),
      idf: new Float32Array(bytesOf(terms.idf)),
      weight: new Float32Array(bytesOf(terms.weight)),
    },
  };
  const count = read.terms?.hash.length ?? 0;
  const isWhole =
    read.intercept.length === read.classes &&
    read.vector.length === read.classes * read.dimensions &&
    (read.terms?.idf.length ?? 0) === count &&
    (read.terms?.weight.length ?? 0) === count * read.classes;
  if (!isWhole) throw broken();
  return read;
}

/**
 * A classifier out of what a file or a script gives: text of such a file, or the object itself.
 *
 * @throws AppError `classifier/broken`, `classifier/newer-version`
 */
export function readClassifier(given: unknown): Classifier {
  const value: unknown = typeof given === 'string' ? parse(given) : given;
  if (!isRecord(value) || value.format !== FORMAT || typeof value.version !== 'number') throw broken();
  if (value.version > VERSION) throw new AppError('classifier/newer-version');
  const { id, name, createdAt, on, labels, base, temperature, weights, report } = value;
  const isWhole =
    [id, name, createdAt].every((text) => typeof text === 'string') &&
    isTexts(on) &&
    isTexts(labels) &&
    labels.length > 0 &&
    typeof temperature === 'number' &&
    temperature > 0 &&
    (base === null || isBase(base)) &&
    isWeights(weights) &&
    isRecord(report);
  if (!isWhole) throw broken();
  const classifier = value as unknown as Classifier;
  weightsOf(classifier);
  return classifier;
}

const broken = (cause?: unknown): AppError => new AppError('classifier/broken', {}, { cause });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw broken(cause);
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((text) => typeof text === 'string');

const isBase = (value: unknown): boolean =>
  isRecord(value) &&
  typeof value.model === 'string' &&
  (value.sha256 === null || typeof value.sha256 === 'string') &&
  (value.adapter === null || typeof value.adapter === 'string') &&
  Number.isInteger(value.dimensions);

function isWeights(value: unknown): boolean {
  const isAll = (record: unknown, names: readonly string[]): boolean =>
    isRecord(record) && names.every((name) => typeof record[name] === 'string');
  if (!isRecord(value) || !isAll(value, ['intercept', 'vector'])) return false;
  return value.terms === null || isAll(value.terms, ['hash', 'idf', 'weight']);
}

const CHUNK = 3 * 8192;

function toBase64({ buffer, byteOffset, byteLength }: Float32Array | Uint32Array): string {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  let text = '';
  for (let at = 0; at < bytes.length; at += CHUNK) text += btoa(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return text;
}

function bytesOf(base64: string): ArrayBuffer {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    if (bytes.length % 4 === 0) return bytes.buffer;
  } catch (cause) {
    throw broken(cause);
  }
  throw broken();
}
