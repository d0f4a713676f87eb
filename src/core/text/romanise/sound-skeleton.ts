/**
 * What a Latin spelling has in common with other spellings of the same sounds: its consonants in eight classes written as capitals
 * (`P` b p, `F` f v w, `T` t d th, `K` k g c q, `S` sibilants, `M`, `N`, `L` l r), `A` for a vowel at the start, digits as they are.
 * Vowels, `h` and repeats are left out. Coarse on purpose: systems of romanisation differ in just these (`Gyeongju`, `Kyŏngju`).
 * O(length).
 *
 * @param word Latin letters a–z and digits; other characters are skipped
 */
export function soundSkeleton(word: string): string {
  let text = word;
  for (const [pattern, sound] of DIGRAPHS) text = text.replace(pattern, sound);
  return classify(text);
}

/** The skeleton of one Pinyin syllable, whose `q`, `x`, `c` and `zh` are sibilants and whose `er` is a final `r`. */
export function pinyinSkeleton(syllable: string): string {
  return classify(syllable === 'er' ? 'r' : syllable.replace(/ng$/u, 'n').replace(/^(?:[zcs]h|[qxjzcs])/u, 's'));
}

function classify(text: string): string {
  let out = '';
  let last = '';
  for (let at = 0; at < text.length; at++) {
    const sound = CLASSES[text[at]!];
    const found = sound ?? (at === 0 && 'aeiouy'.includes(text[0]!) ? 'A' : '');
    if (found !== '' && found !== last) out += found;
    last = found;
  }
  return out;
}

export const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/ph/gu, 'f'],
  [/th/gu, 't'],
  [/[kg]h/gu, 'k'],
  [/sch|tch|tsh|dzh|[scz]h|t[sz]|dz|dj/gu, 's'],
  [/c(?=[eiy])/gu, 's'],
  [/x/gu, 'ks'],
  [/ng(?![aeiouy])/gu, 'n'],
];

export const CLASSES: Readonly<Record<string, string>> = Object.fromEntries([
  ...['Pbp', 'Ffvw', 'Ttd', 'Kkgcq', 'Sszj', 'Mm', 'Nn', 'Llr'].flatMap((group) =>
    [...group.slice(1)].map((letter) => [letter, group[0]!] as const),
  ),
  ...[...'0123456789'].map((digit) => [digit, digit] as const),
]);
