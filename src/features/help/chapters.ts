import { HELP_TOPICS } from '../../ui/help-topics';

/** In the order of the dialog: the topics with a picture, then the rest. */
export const CHAPTERS = [...HELP_TOPICS, 'keys', 'privacy'] as const;
export type ChapterId = (typeof CHAPTERS)[number];

export const isChapter = (name: string): name is ChapterId => CHAPTERS.some((chapter) => chapter === name);

/** Letters as they are compared in a search: without case, accents and width. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The chapters in whose text every word of a search stands, whole or in part, in their order; all for an empty search. Words are what
 * stands between spaces, so that scripts without spaces are searched for what was typed.
 *
 * @param textOf all the words of a chapter.
 */
export function findChapters(search: string, textOf: (chapter: ChapterId) => string): readonly ChapterId[] {
  const words = plain(search).split(/\s+/u).filter(Boolean);
  return CHAPTERS.filter((chapter) => {
    const text = plain(textOf(chapter));
    return words.every((word) => text.includes(word));
  });
}
