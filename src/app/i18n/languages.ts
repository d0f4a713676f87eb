import { readEntry } from '../../adapters/small-entries';

interface Language {
  /** What its readers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
}

/** The languages of the page, by their BCP 47 tags. */
export const LANGUAGES = {
  en: { name: 'English', direction: 'ltr' },
  de: { name: 'Deutsch', direction: 'ltr' },
  fr: { name: 'Français', direction: 'ltr' },
  es: { name: 'Español', direction: 'ltr' },
  ja: { name: '日本語', direction: 'ltr' },
  ar: { name: 'العربية', direction: 'rtl' },
} as const satisfies Readonly<Record<string, Language>>;

export type LanguageTag = keyof typeof LANGUAGES;

export const LANGUAGE_TAGS = Object.keys(LANGUAGES) as readonly LanguageTag[];

/** The first of the wanted languages that there is, English where there is none: `de-AT` is served by `de`. */
export function chooseLanguage(wanted: readonly string[]): LanguageTag {
  for (const tag of wanted) {
    const [base] = tag.toLowerCase().split('-');
    const found = LANGUAGE_TAGS.find((language) => language === base);
    if (found) return found;
  }
  return 'en';
}

/** What the person chose here before, else what the browser asks for. */
export const preferredLanguage = (): LanguageTag => chooseLanguage([readEntry('language') ?? [], navigator.languages].flat());
