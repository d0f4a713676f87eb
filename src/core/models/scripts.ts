/** Scripts told apart: those of the languages that models know, by their ISO 15924 tags. */
export type ScriptTag = (typeof SCRIPTS)[number];

const SCRIPTS = [
  'Latn',
  'Grek',
  'Cyrl',
  'Armn',
  'Hebr',
  'Arab',
  'Deva',
  'Beng',
  'Taml',
  'Thai',
  'Geor',
  'Ethi',
  'Khmr',
  'Hang',
  'Hani',
  'Hira',
  'Kana',
] as const;
const PATTERNS = SCRIPTS.map((tag) => [tag, new RegExp(`\\p{sc=${tag}}`, 'gu')] as const);
/** What a tag of a whole way of writing stands for. */
const PARTS: Readonly<Record<string, readonly ScriptTag[]>> = {
  Jpan: ['Hani', 'Hira', 'Kana'],
  Hans: ['Hani'],
  Hant: ['Hani'],
  Kore: ['Hang', 'Hani'],
};
/** A script with fewer of the letters is a stray name, and no reason to choose another model. */
const LEAST_SHARE = 0.05;

/** The scripts that languages (BCP 47 tags) are mostly written in. A tag that is no language counts for nothing. */
export function scriptsOfLanguages(languages: readonly string[]): ReadonlySet<ScriptTag> {
  const found = new Set<ScriptTag>();
  for (const language of languages) {
    const script = likelyScript(language);
    for (const tag of PARTS[script] ?? SCRIPTS.filter((known) => known === script)) found.add(tag);
  }
  return found;
}

/** The scripts that at least 5 % of the letters of some cells are of, the most frequent first. Other scripts than those told apart count as letters. */
export function scriptsOfCells(cells: readonly string[]): readonly ScriptTag[] {
  const text = cells.join('\n');
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return PATTERNS.map(([tag, pattern]) => ({ tag, count: text.match(pattern)?.length ?? 0 }))
    .filter(({ count }) => count > 0 && count >= letters * LEAST_SHARE)
    .sort((one, other) => other.count - one.count)
    .map(({ tag }) => tag);
}

/** Scripts of some cells in which no language of a model is written; none where it is not said what languages it knows. */
export function unreadScripts(cells: readonly string[], languages: readonly string[]): readonly ScriptTag[] {
  const read = scriptsOfLanguages(languages);
  return read.size === 0 ? [] : scriptsOfCells(cells).filter((tag) => !read.has(tag));
}

function likelyScript(language: string): string {
  try {
    return new Intl.Locale(language).maximize().script ?? '';
  } catch {
    return '';
  }
}
