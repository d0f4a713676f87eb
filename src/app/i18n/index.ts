import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';

/** Ready when it returns: the texts are part of the bundle, nothing is loaded. React escapes, so i18next must not. */
export function startI18n(): void {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
  });
}
