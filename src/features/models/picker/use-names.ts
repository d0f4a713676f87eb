import { useTranslation } from 'react-i18next';
import type { ScriptTag } from '../../../core/models/scripts';

/** Scripts and languages in words of the page's language, as a list. */
export function useScriptNames(): (tags: readonly ScriptTag[]) => string {
  const { language } = useTranslation().i18n;
  return (tags) => listOf(language, 'script', tags);
}

export function useLanguageNames(): (tags: readonly string[]) => string {
  const { language } = useTranslation().i18n;
  return (tags) => listOf(language, 'language', tags);
}

function listOf(locale: string, type: 'script' | 'language', tags: readonly string[]): string {
  const names = new Intl.DisplayNames([locale], { type });
  return new Intl.ListFormat([locale], { type: 'conjunction' }).format(tags.map((tag) => names.of(tag) ?? tag));
}
