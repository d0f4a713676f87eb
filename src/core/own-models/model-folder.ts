import { AppError } from '../model/errors';

/** A model has some dozen files; more is a whole disk, or an attack. */
export const MOST_FILES = 5_000;
/** More than WebAssembly can hold beside the work. */
export const MOST_BYTES = 2 ** 31;

/** What systems and tools put beside the files of a model. */
const BY_THE_WAY = /(^|\/)(__MACOSX|\.[^/]*|Thumbs\.db|desktop\.ini)(\/|$)/iu;
/** Weights for other programs; those of a layer after pooling, in a folder of its own, are safetensors too. */
const FOREIGN =
  /\.(bin|h5|msgpack|ot|pt|pth|ckpt|gguf|pb|mlmodel|mlpackage|zip|gz)$|(^|\/)(openvino|coreml)\/|^[^/]*\.safetensors$/iu;
/** The files that the folder of a model has at its top. */
const SIGN = /^(modules|config|manifest)\.json$/u;

/**
 * The files of the one model among `paths`, each with its path within the model's folder. That folder is the highest one with a
 * `modules.json`, `config.json` or `manifest.json`; paths may begin with the name of a folder around it, as those of a chosen folder or
 * a zip do.
 *
 * @throws AppError `model/unsafe-path` for a path that leads out of its folder, `model/too-large` past {@link MOST_FILES},
 *   `model/not-found` where nothing is a model, `model/several` where two folders at the same height are
 */
export function findModelFolder(paths: readonly string[]): ReadonlyMap<string, string> {
  if (paths.length > MOST_FILES) throw new AppError('model/too-large', {});
  const plain = paths.map((path) => ({ path, parts: partsOf(path) })).filter(({ path }) => !BY_THE_WAY.test(path));
  const roots = new Map<string, number>();
  for (const { parts } of plain) {
    if (SIGN.test(parts.at(-1)!)) roots.set(parts.slice(0, -1).join('/'), parts.length - 1);
  }
  const depth = Math.min(...roots.values());
  const highest = [...roots].filter(([, height]) => height === depth).map(([root]) => root);
  if (highest.length === 0) throw new AppError('model/not-found');
  if (highest.length > 1) throw new AppError('model/several', { reason: `${highest[0]}, ${highest[1]}` });
  const root = highest[0]!;
  const within = new Map<string, string>();
  for (const { path, parts } of plain) {
    const inner = parts.slice(depth).join('/');
    const isHere = parts.slice(0, depth).join('/') === root;
    if (isHere && !FOREIGN.test(inner)) within.set(inner, path);
  }
  return within;
}

/** @throws AppError `model/unsafe-path` */
function partsOf(path: string): string[] {
  const parts = path.replaceAll('\\', '/').split('/');
  const isSafe =
    parts.every((part) => part !== '' && part !== '.' && part !== '..' && !part.includes('\0')) && !/^[a-z]:/iu.test(path);
  if (!isSafe) throw new AppError('model/unsafe-path', { file: path.slice(0, 100) });
  return parts;
}
