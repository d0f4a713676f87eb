const FIRST = 0xac00;
const LAST = 0xd7a3;
const VOWELS = 21;
const FINALS = 28;

export const INITIAL = ['g', 'kk', 'n', 'd', 'tt', 'r', 'm', 'b', 'pp', 's', 'ss', '', 'j', 'jj', 'ch', 'k', 't', 'p', 'h'];
export const VOWEL = 'a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i'.split(' ');
export const CLOSED = ' k k k n n n t l k m l l l p l m p p t t ng t t k t p t'.split(' ');
export const LINKED = ' g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p '.split(' ');
const SILENT = 11;
export const NASAL: Readonly<Record<string, string>> = { k: 'ng', t: 'n', p: 'm' };

export const isHangul = (code: number): boolean => code >= FIRST && code <= LAST;

/**
 * Revised Romanization of Korean (2000) of a run of syllables: a final consonant moves to a following vowel, stops before `n` and `m`
 * become nasals, `n` and `r` next to each other become `ll`, `r` after other finals becomes `n`. Other characters stay. O(length).
 */
export function romaniseHangul(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!isHangul(code)) {
      out += text[at];
      continue;
    }
    const before = finalOf(text.charCodeAt(at - 1));
    const initial = Math.floor((code - FIRST) / (VOWELS * FINALS));
    out += initialAfter(before, initial) + VOWEL[Math.floor((code - FIRST) / FINALS) % VOWELS]!;
    const next = text.charCodeAt(at + 1);
    out += finalBefore(finalOf(code), isHangul(next) ? Math.floor((next - FIRST) / (VOWELS * FINALS)) : -1);
  }
  return out;
}

const finalOf = (code: number): number => (isHangul(code) ? (code - FIRST) % FINALS : 0);

function initialAfter(final: number, initial: number): string {
  const sound = INITIAL[initial]!;
  const closed = CLOSED[final]!;
  if (sound === 'r' && closed !== '') return closed === 'l' || closed === 'n' ? 'l' : 'n';
  if (sound === 'n' && closed === 'l') return 'l';
  return sound;
}

function finalBefore(final: number, initial: number): string {
  if (final === 0) return '';
  if (initial === SILENT) return LINKED[final]!;
  const closed = CLOSED[final]!;
  const next = initial < 0 ? '' : INITIAL[initial]!;
  if (next === 'r' && closed === 'n') return 'l';
  if (next === 'n' || next === 'm' || next === 'r') return NASAL[closed] ?? closed;
  return closed;
}
