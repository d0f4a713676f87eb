import { PARTS } from './contents';
import { SEAL_MARK } from './seal';

/** Bytes of the start of a file that `sniffProject` wants to see. */
export const SNIFF_PROJECT_BYTES = 64;

/** Whether a file is a project, by its first bytes: `sealed` needs a passphrase; null for any other file. */
export function sniffProject(head: Uint8Array): 'open' | 'sealed' | null {
  const text = Array.from(head, (byte) => String.fromCharCode(byte)).join('');
  if (text.startsWith(SEAL_MARK)) return 'sealed';
  // A zip whose first entry is the manifest: its name stands behind the 30 bytes of the local header.
  return text.startsWith('PK\u0003\u0004') && text.slice(30, 30 + PARTS.manifest.length) === PARTS.manifest ? 'open' : null;
}
