import { removeLegalForms } from '../cleaning/legal-forms';
import { normaliseText } from '../text/normalise';
import type { WordStock } from './kind';
import { wordSpans } from './signs';

const MOST_COMMON = 40;
const MOST_RARE = 4000;
const MOST_FORMS = 12;
/** Below this share of texts with a legal form, the column does not hold names of companies. */
const FEWEST_COMPANIES = 0.05;
/** Words that stand in fewer texts say something about them. */
const FEWEST_TEXTS = 3;

/** What is usual in a column: frequent words, words of one text, legal forms. Ties as they come. O(characters). */
export function stockOf(texts: readonly string[]): WordStock {
  const frequency = new Map<string, number>();
  const written = new Map<string, string>();
  const forms = new Map<string, number>();
  let companies = 0;
  for (const text of texts) {
    const seen = new Set<string>();
    for (const { word } of wordSpans(text)) {
      const normal = normaliseText(word);
      if (seen.has(normal)) continue;
      seen.add(normal);
      frequency.set(normal, (frequency.get(normal) ?? 0) + 1);
      if (!written.has(normal)) written.set(normal, word);
    }
    const form = legalFormOf(text);
    if (form === null) continue;
    companies++;
    forms.set(form, (forms.get(form) ?? 0) + 1);
  }
  const isWord = (word: string): boolean => /^[\p{L}\p{M}]{2,}$/u.test(word);
  const byFrequency = [...frequency].filter(([word, count]) => count >= FEWEST_TEXTS && isWord(word)).sort((a, b) => b[1] - a[1]);
  const mostOften = Math.max(1, Math.min(20, texts.length / 10));
  const rare: string[] = [];
  for (const [word, count] of frequency) {
    if (rare.length >= MOST_RARE) break;
    if (count <= mostOften && isWord(word) && word.length >= 3) rare.push(written.get(word)!);
  }
  return {
    common: byFrequency.slice(0, MOST_COMMON).map(([word]) => written.get(word)!),
    rare,
    frequency,
    legalForms:
      companies >= texts.length * FEWEST_COMPANIES && companies > 0
        ? [...forms]
            .sort((a, b) => b[1] - a[1])
            .slice(0, MOST_FORMS)
            .map(([form]) => form)
        : [],
  };
}

/** What `removeLegalForms` takes off the end of a name, as it stands there. */
function legalFormOf(text: string): string | null {
  const name = removeLegalForms(text);
  if (name === text || !text.startsWith(name)) return null;
  const form = text.slice(name.length).replace(/^[\s,;]+/u, '');
  return form === '' || form.length > 40 ? null : form;
}
