/** A file of a folder or repository: its path from there, with `/`, and its size. */
export interface FolderFile {
  readonly path: string;
  readonly bytes: number;
}

/** Files beside the weights that say how a model is to be used; none of them is large but the tokenizer. */
const SAYING =
  /(?:^|\/)(?:[^/]*config[^/]*\.json|modules\.json|manifest\.json|golden\.json|tokenizer\.json|special_tokens_map\.json|README\.md|LICENSE[^/]*)$/iu;
/** Bytes of weights that still have a chance in the four gigabytes of WebAssembly, beside what they are turned into. */
export const MOST_WEIGHTS = 1_800_000_000;

/** The folder of the model within what was given: that of the `config.json` nearest to the top; the path ends with `/` or is empty. */
export function findModelRoot(paths: readonly string[]): string {
  const depth = (path: string): number => path.split('/').length;
  const at = (name: RegExp): string[] => paths.filter((path) => name.test(path)).sort((a, b) => depth(a) - depth(b));
  const top = at(/(?:^|\/)modules\.json$/u)[0] ?? at(/(?:^|\/)config\.json$/u)[0] ?? at(/\.onnx$/iu)[0] ?? '';
  const root = top.slice(0, top.lastIndexOf('/') + 1);
  return root.endsWith('onnx/') && !paths.includes(`${root}modules.json`) ? root.slice(0, -5) : root;
}

/**
 * The weights to take of several exports of one model, the ones that WebAssembly runs best: 8 bits (1.5 times as fast as floats),
 * floats, half floats, 4 bits (slower than floats). What is too large comes last. Null where there is no ONNX file.
 */
export function chooseWeights(files: readonly FolderFile[]): FolderFile | null {
  const sizeWithData = (file: FolderFile): number =>
    files.reduce((sum, { path, bytes }) => (path !== file.path && path.startsWith(file.path) ? sum + bytes : sum), file.bytes);
  const isOurs = files.some(({ path }) => /(?:^|\/)manifest\.json$/u.test(path));
  const ranked = files
    .filter(({ path }) => /\.onnx$/iu.test(path) && !/(?:^|\/)(?:openvino|.*decoder_model)/iu.test(path))
    .map((file) => {
      const size = sizeWithData(file);
      return { file, rank: rankOf(file.path, isOurs) + (size > MOST_WEIGHTS ? 100 : 0), size };
    })
    .sort((a, b) => a.rank - b.rank || a.size - b.size || (a.file.path < b.file.path ? -1 : 1));
  return ranked[0]?.file ?? null;
}

/** By the names that exporters give. @param isOurs whether a `manifest.json` says how to run what is there for Rowlink alone */
function rankOf(path: string, isOurs: boolean): number {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'model_rowlink.onnx') return isOurs ? -1 : 8;
  if (/bnb4|q4f16/u.test(name)) return 7;
  if (/q4|int4/u.test(name)) return 6;
  if (/fp16|_o4\b|float16/u.test(name)) return 5;
  if (/quantized/u.test(name)) return 0;
  if (/quint8|uint8/u.test(name)) return 2;
  if (/int8|qint8|_q8/u.test(name)) return 1;
  return name === 'model.onnx' ? 3 : 4;
}

/** The weights, and the files beside them that may hold their tensors: named after them, or without a known ending. */
export function withData(files: readonly FolderFile[], weights: FolderFile): readonly FolderFile[] {
  const folder = weights.path.slice(0, weights.path.lastIndexOf('/') + 1);
  return files.filter(({ path }) => {
    if (path === weights.path) return true;
    if (!path.startsWith(folder) || path.slice(folder.length).includes('/')) return false;
    return path.startsWith(`${weights.path}_data`) || path.startsWith(`${weights.path}.data`) || /_attr__value$/u.test(path);
  });
}

/**
 * The files of a model that are needed to run it, out of all that its repository has: what says how to use it, one export of its
 * weights with their data, and the weights of dense layers. Empty where there is no ONNX file.
 */
export function chooseModelFiles(all: readonly FolderFile[]): readonly FolderFile[] {
  const root = findModelRoot(all.map(({ path }) => path));
  const files = all.filter(({ path }) => path.startsWith(root));
  const weights = chooseWeights(files);
  if (!weights) return [];
  const needed = new Set(withData(files, weights));
  for (const file of files) {
    const path = file.path.slice(root.length);
    const isBesideWeights = path.startsWith('onnx/') && path !== weights.path.slice(root.length);
    if (SAYING.test(path) && !isBesideWeights && path.split('/').length <= 2) needed.add(file);
    if (/^[^/]*_Dense\/[^/]*\.safetensors$/u.test(path)) needed.add(file);
  }
  // Some exports have their tokenizer only beside the weights.
  if (![...needed].some(({ path }) => path.endsWith('tokenizer.json'))) {
    const tokenizer = files.find(({ path }) => path.endsWith('/tokenizer.json'));
    if (tokenizer) needed.add(tokenizer);
  }
  return files.filter((file) => needed.has(file));
}
