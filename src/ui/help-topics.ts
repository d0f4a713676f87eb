import { createContext, type ReactNode, useContext } from 'react';

/** What a mark beside a control can explain. */
export const HELP_TOPICS = [
  'cardinality',
  'blocking',
  'threshold',
  'score',
  'candidates',
  'none',
  'golden',
  'blind',
  'tuning',
] as const;
export type HelpTopic = (typeof HELP_TOPICS)[number];

/** Where marks get what they show from. */
export interface HelpShelf {
  readonly titleOf: (topic: HelpTopic) => string;
  readonly contentOf: (topic: HelpTopic) => ReactNode;
  /** Opens the chapter among all others. */
  readonly open: (topic: HelpTopic) => void;
}

export const HelpShelfContext = createContext<HelpShelf | null>(null);
export const useHelpShelf = (): HelpShelf | null => useContext(HelpShelfContext);
