/** Bytes of a file that tell what it is. */
export const HEAD_BYTES = 512;

const LFS = /^version https:\/\/git-lfs\.github\.com\/spec\/|^version https:\/\/hawser\.github\.com\/spec\//u;
const PAGE = /^(\uFEFF)?\s*(<!--[\s\S]*?-->\s*)?<(!doctype\s+html|html|head|body)\b/iu;

/** Whether a text begins as a web page does. */
export const beginsAsPage = (text: string): boolean => PAGE.test(text);

/**
 * What a file is in place of one of a model, by its first bytes: `lfs-pointer`, the note that Git leaves where large files were not
 * fetched; `page`, a web page, as a sign-in or an error comes; `empty`. Null where it may be what its name says.
 */
export function standIn(head: Uint8Array, path: string): 'lfs-pointer' | 'page' | 'empty' | null {
  if (head.length === 0) return isNeverEmpty(path) ? 'empty' : null;
  const text = new TextDecoder().decode(head.subarray(0, HEAD_BYTES));
  if (LFS.test(text)) return 'lfs-pointer';
  return beginsAsPage(text) && !/\.md$/iu.test(path) ? 'page' : null;
}

const isNeverEmpty = (path: string): boolean => /\.(json|onnx|safetensors|model)$|\.onnx[._]data/iu.test(path);
