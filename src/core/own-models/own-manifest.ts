import { MANIFEST_FILE, type ModelManifest } from '../models/model-manifest';

/** A `manifest.json` is some kilobytes. */
const LARGEST = 2 ** 20;

/**
 * The manifest of a folder that was made for this program, as those that come with it are; null for any other folder. What it says is
 * checked: it may come from anywhere.
 */
export async function readOwnManifest(files: Readonly<Record<string, Blob>>): Promise<ModelManifest | null> {
  const file = files[MANIFEST_FILE];
  if (!file || file.size > LARGEST) return null;
  try {
    const given = JSON.parse(await file.text()) as ModelManifest;
    return isManifest(given) ? given : null;
  } catch {
    return null;
  }
}

function isManifest(given: ModelManifest): boolean {
  const isText = (value: unknown): boolean => typeof value === 'string';
  const isList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
  const isCount = (value: unknown): boolean => Number.isInteger(value) && (value as number) > 0 && (value as number) < 100_000;
  return (
    [given.id, given.title, given.revision, given.prefix, given.output, given.licence, given.weights].every(isText) &&
    ['network', 'table'].includes(given.kind) &&
    ['graph', 'mean', 'cls', 'last'].includes(given.pooling) &&
    ['unigram', 'word-piece', 'general'].includes(given.tokenizer) &&
    isCount(given.dimensions) &&
    isCount(given.maxTokens) &&
    [given.inputs, given.weightsData, given.languages].every(isList) &&
    (given.ends === null ||
      (Array.isArray(given.ends) &&
        given.ends.length === 2 &&
        given.ends.every((mark) => mark === null || Number.isInteger(mark)))) &&
    Array.isArray(given.dense) &&
    typeof given.files === 'object' &&
    given.weights in given.files
  );
}
