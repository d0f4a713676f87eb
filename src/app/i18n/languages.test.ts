import { describe, expect, it } from 'vitest';
import { chooseLanguage, LANGUAGE_TAGS } from './languages';

type Texts = { readonly [key: string]: string | Texts };

const files = import.meta.glob<Texts>('./*.json', { eager: true, import: 'default' });
const en = flat(files['./en.json']!);

function flat(texts: Texts, path = ''): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flat(value, `${path}${key}.`)],
    ),
  );
}

const counted = (key: string): string | null => /^(.*)_(?:one|other)$/.exec(key)?.[1] ?? null;
const holes = (text: string): readonly string[] => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name!);

describe('chooseLanguage', () => {
  it('takes the first wanted one that there is, whatever its region', () => {
    expect(chooseLanguage(['tlh', 'fr-CA', 'de'])).toBe('fr');
    expect(chooseLanguage(['AR'])).toBe('ar');
  });

  it('falls back to English', () => {
    expect(chooseLanguage([])).toBe('en');
    expect(chooseLanguage(['tlh'])).toBe('en');
  });
});

it('has a file for every language and no others', () => {
  expect(Object.keys(files).sort()).toEqual(LANGUAGE_TAGS.map((tag) => `./${tag}.json`).sort());
});

describe.each(LANGUAGE_TAGS.filter((tag) => tag !== 'en'))('%s', (tag) => {
  const own = flat(files[`./${tag}.json`]!);
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories;
  const wanted = [...en.keys()].flatMap((key) => {
    const name = counted(key);
    return name === null ? [key] : forms.map((form) => `${name}_${form}`);
  });

  it('has every text, in every number its grammar knows, and no others', () => {
    const keys = new Set(wanted);
    expect([...keys].filter((key) => !own.has(key))).toEqual([]);
    expect([...own.keys()].filter((key) => !keys.has(key))).toEqual([]);
  });

  it('fills in what English fills in', () => {
    const differing = [...own].flatMap(([key, text]) => {
      const name = /^(.*)_(?:zero|one|two|few|many|other)$/.exec(key)?.[1];
      const general = name === undefined ? undefined : en.get(`${name}_other`);
      const wanted = holes(en.get(key) ?? general ?? '');
      const most = new Set([...wanted, ...holes(general ?? '')]);
      const has = new Set(holes(text));
      // A form for one or two may say the number as a word.
      const least = wanted.filter((hole) => general === undefined || (hole !== 'count' && hole !== 'formatted'));
      const fits = [...has].every((hole) => most.has(hole)) && least.every((hole) => has.has(hole));
      return fits ? [] : [`${key}: ${[...has].join(', ')} for ${[...most].join(', ')}`];
    });
    expect(differing).toEqual([]);
  });

  it('leaves no text empty, and no sentence in English', () => {
    const left = [...own].filter(
      ([key, text]) => (text.trim() === '' && en.get(key) !== '') || (text === en.get(key) && /[a-z]{2} [a-z]{2}/i.test(text)),
    );
    expect(left.map(([key]) => key)).toEqual([]);
  });
});
