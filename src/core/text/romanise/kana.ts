const ROWS: readonly (readonly [string, string])[] = [
  ['あいうえお', 'a i u e o'],
  ['かきくけこ', 'ka ki ku ke ko'],
  ['がぎぐげご', 'ga gi gu ge go'],
  ['さしすせそ', 'sa shi su se so'],
  ['ざじずぜぞ', 'za ji zu ze zo'],
  ['たちつてと', 'ta chi tsu te to'],
  ['だぢづでど', 'da ji zu de do'],
  ['なにぬねの', 'na ni nu ne no'],
  ['はひふへほ', 'ha hi fu he ho'],
  ['ばびぶべぼ', 'ba bi bu be bo'],
  ['ぱぴぷぺぽ', 'pa pi pu pe po'],
  ['まみむめも', 'ma mi mu me mo'],
  ['やゆよ', 'ya yu yo'],
  ['らりるれろ', 'ra ri ru re ro'],
  ['わゐゑを', 'wa i e o'],
  ['んゔ', 'n vu'],
];
export const SYLLABLES = new Map(
  ROWS.flatMap(([kana, latin]) => [...kana].map((sign, at) => [sign, latin.split(' ')[at]!] as const)),
);
export const SMALL = new Map([...'ぁぃぅぇぉゃゅょ'].map((sign, at) => [sign, 'a i u e o ya yu yo'.split(' ')[at]!]));
const DOUBLING = 'っ';
const LENGTHENING = 'ー';
const KATAKANA_SHIFT = 0x60;

export const isKana = (code: number): boolean => (code >= 0x3041 && code <= 0x3096) || (code >= 0x30a1 && code <= 0x30fc);

/** Hepburn romanisation of Hiragana and Katakana without marks for long vowels. Other characters stay. O(length). */
export function romaniseKana(text: string): string {
  let out = '';
  let isDoubled = false;
  for (const sign of text) {
    const kana = toHiragana(sign);
    if (kana === LENGTHENING) continue;
    if (kana === DOUBLING) {
      isDoubled = true;
      continue;
    }
    const small = SMALL.get(kana);
    const sound = SYLLABLES.get(kana);
    if (small !== undefined) out = contract(out, small);
    else if (sound === undefined) out += sign;
    else out += isDoubled && /^[^aeioun]/u.test(sound) ? (sound.startsWith('ch') ? 't' : sound[0]!) + sound : sound;
    isDoubled = false;
  }
  return out;
}

const toHiragana = (sign: string): string => {
  const code = sign.charCodeAt(0);
  return code >= 0x30a1 && code <= 0x30f4 ? String.fromCharCode(code - KATAKANA_SHIFT) : sign;
};

/** A small sign takes the vowel of the syllable before it: `ki` + `ya` is `kya`, `shi` + `ya` is `sha`, `fu` + `a` is `fa`. */
function contract(out: string, small: string): string {
  const stem = out.replace(/[aiueo]$/u, '');
  return stem + (/(?:sh|ch|j)$/u.test(stem) ? small.replace('y', '') : small);
}
