import { describe, expect, it } from 'vitest';
import { STEPS } from '../../features/tour/tour-steps';
import { HELP_TOPICS, type HelpTopic } from '../../ui/help-topics';
import ar from './ar.json';
import de from './de.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import ja from './ja.json';

const readOf = ({ tour }: { readonly tour: TourTexts }): string =>
  [...STEPS.flatMap(({ id }) => [tour.steps[id].title, tour.steps[id].text]), tour.matching, tour.end.title, tour.end.text].join(
    ' ',
  );

type Topics = Readonly<
  Record<HelpTopic, { readonly text: string; readonly check?: string; readonly kinds?: Readonly<Record<string, string>> }>
>;
type TourTexts = Pick<(typeof en)['tour'], 'steps' | 'matching' | 'end'> & { readonly topics: Topics };

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

describe('what there is to read beside a picture', () => {
  const textOf = ({ text, check = '', kinds = {} }: Topics[HelpTopic]): string =>
    [text, check, ...Object.values(kinds)].join(' ');

  it.each(Object.entries({ en, de, fr, es, ar }))('%s: less than 120 words', (_, { tour }) => {
    const counts = HELP_TOPICS.map((topic) => [topic, words(textOf(tour.topics[topic]))]);
    expect(counts.filter(([, count]) => Number(count) >= 120)).toEqual([]);
  });

  it('ja: less than 300 characters', () => {
    const counts = HELP_TOPICS.map((topic) => [topic, textOf(ja.tour.topics[topic]).replace(/\s/gu, '').length]);
    expect(counts.filter(([, count]) => Number(count) >= 300)).toEqual([]);
  });
});
