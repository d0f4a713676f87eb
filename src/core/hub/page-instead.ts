import { beginsAsPage, HEAD_BYTES } from '../own-models/look-at-file';

/**
 * True where `start`, the first bytes of an answer, are those of a web page or of an error in JSON and not of the file `path`: sign-in pages,
 * filters and proxies answer so with status 200.
 *
 * @param type `Content-Type` of the answer, or null
 */
export function isPageInstead(path: string, type: string | null, start: Uint8Array): boolean {
  const text = new TextDecoder().decode(start.subarray(0, HEAD_BYTES)).trimStart();
  if (beginsAsPage(text)) return true;
  if (/\.(md|txt|html)$/u.test(path)) return false;
  if (type?.includes('text/html')) return true;
  return !path.endsWith('.json') && (type?.includes('application/json') ?? false) && text.startsWith('{');
}
