import { describe, expect, it } from 'vitest';
import { STEPS } from '../../features/tour/tour-steps';
import ar from './ar.json';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import ja from './ja.json';

const readOf = ({ tour }: Pick<typeof en, 'tour'>): string =>
  [...STEPS.flatMap(({ id }) => [tour.steps[id].title, tour.steps[id].text]), tour.matching, tour.end.title, tour.end.text].join(
    ' ',
  );

const words = (text: string): number => text.split(/\s+/u).filter((word) => /\p{L}|\p{N}/u.test(word)).length;

/** At 200 words a minute, half of the two minutes are left for doing it. */
describe('what there is to read in two minutes', () => {
  it.each(Object.entries({ en, de, fr, es, ar }))('%s: at most 250 words', (_, texts) => {
    expect(words(readOf(texts))).toBeLessThanOrEqual(250);
  });

  it('ja: at most 600 characters, as many as are read in that time', () => {
    expect(readOf(ja).replace(/\s/gu, '').length).toBeLessThanOrEqual(600);
  });
});
