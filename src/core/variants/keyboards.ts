/** Rows of keys, each half a key further right than the one above. */
const LAYOUTS = {
  qwerty: ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  qwertz: ['qwertzuiopü', 'asdfghjklöä', 'yxcvbnm'],
  azerty: ['azertyuiop', 'qsdfghjklm', 'wxcvbn'],
  cyrillic: ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'],
  greek: ['ςερτυθιοπ', 'ασδφγηξκλ', 'ζχψωβνμ'],
  hebrew: ['קראטוןםפ', 'שדגכעיחלךף', 'זסבהנמצתץ'],
  arabic: ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرىةوزظ'],
} as const;
export type Layout = keyof typeof LAYOUTS;

/** Keys beside each key, by layout. */
const NEIGHBOURS = Object.fromEntries(Object.entries(LAYOUTS).map(([name, rows]) => [name, neighboursIn(rows)])) as Readonly<
  Record<Layout, ReadonlyMap<string, readonly string[]>>
>;

function neighboursIn(rows: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  rows.forEach((row, line) => {
    [...row].forEach((key, at) => {
      const above = rows[line - 1] ?? '';
      const below = rows[line + 1] ?? '';
      const beside = [row[at - 1], row[at + 1], above[at], above[at + 1], below[at - 1], below[at]];
      found.set(
        key,
        beside.filter((other) => other !== undefined),
      );
    });
  });
  return found;
}

/** Layouts on which a text may have been typed, by its letters: German and French accents tell theirs, plain Latin is QWERTY. */
export function layoutsFor(text: string): readonly Layout[] {
  if (/\p{Script=Cyrillic}/u.test(text)) return ['cyrillic'];
  if (/\p{Script=Greek}/u.test(text)) return ['greek'];
  if (/\p{Script=Hebrew}/u.test(text)) return ['hebrew'];
  if (/\p{Script=Arabic}/u.test(text)) return ['arabic'];
  if (!/\p{Script=Latin}/u.test(text)) return [];
  if (/[äöüß]/iu.test(text)) return ['qwertz'];
  return /[éèêçàùœ]/iu.test(text) ? ['azerty'] : ['qwerty'];
}

/** Small letters on the keys around a small letter; none where the layout does not have it. */
export const keysBeside = (layout: Layout, letter: string): readonly string[] => NEIGHBOURS[layout].get(letter) ?? [];
