import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import { LANGUAGES, type LanguageTag, preferredLanguage } from './languages';

/** Each is a file of its own in the build, read when it is chosen. */
const TEXTS: Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<{ readonly default: object }>>> = {
  de: () => import('./de.json'),
  fr: () => import('./fr.json'),
  es: () => import('./es.json'),
  ja: () => import('./ja.json'),
  ar: () => import('./ar.json'),
};

/**
 * English is ready when it returns; the promise settles once the page speaks the language that is wanted. React escapes, so i18next must
 * not.
 */
export function startI18n(): Promise<void> {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return speak(preferredLanguage());
}

/** Puts the page into a language; it stays as it is where the texts cannot be read. */
export async function speak(language: LanguageTag): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation')) {
    try {
      i18next.addResourceBundle(language, 'translation', (await TEXTS[language]()).default);
    } catch {
      return;
    }
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  document.documentElement.dir = LANGUAGES[language].direction;
}
