import { DEFAULT_MODEL, type MatchSettings, QUICK_MODEL } from '../model/settings';
import type { VariantKindId } from '../variants/kind';
import { NOT_TRAINED } from '../variants/kinds';
import type { ProbePlan } from './probes';
import type { OtherSpot, SameSpot, WeakSpotAdvice } from './weak-spots';

/** A kind is weak where more than this share may go wrong, by the worse end of the interval. */
const TOLERATED = 0.03;
const FEWEST_MISSED = 0.02;

type Spot = Omit<SameSpot, 'advice'> | Omit<OtherSpot, 'advice'>;

const CLEANING: Partial<Record<VariantKindId, 'accents' | 'legal-forms' | 'case' | 'date'>> = {
  accents: 'accents',
  'legal-form-removed': 'legal-forms',
  'legal-form-added': 'legal-forms',
  'legal-form-written-out': 'legal-forms',
  'letter-case': 'case',
  'date-form': 'date',
};
const FOR_ALIASES: ReadonlySet<VariantKindId> = new Set(['acronym', 'known-abbreviation', 'shortened', 'initials']);
const OF_FIGURES: ReadonlySet<VariantKindId> = new Set(['other-number', 'other-code', 'number-form', 'unit-form', 'date-form']);
/** Kinds in which letters stay much the same, so that comparing letters helps. */
const OF_LETTERS: ReadonlySet<VariantKindId> = new Set([
  'typo-neighbour',
  'typo-swap',
  'typo-drop',
  'typo-double',
  'look-alike',
  'spacing',
  'word-order',
  'cut-off',
]);
/** Kinds that vectors of a small model hardly tell apart, however they are trained. */
const BEYOND_TUNING: ReadonlySet<VariantKindId> = new Set([...NOT_TRAINED, 'other-number', 'other-code']);

/**
 * What is worth doing about a kind, the most certain first; nothing where it does little harm.
 *
 * @param column that most of its misses were changed in
 * @param isOfFigures cells of that column are figures more than words, so that it can be compared as such
 */
export function adviseOn(
  spot: Spot,
  { settings }: Pick<ProbePlan, 'settings'>,
  column: string,
  isOfFigures = false,
): WeakSpotAdvice[] {
  if (!isWeak(spot)) return [];
  const advice: WeakSpotAdvice[] = [];
  const step = CLEANING[spot.kind];
  if (step && !settings.cleaning.left.some((one) => one.kind === step && !one.isOff && one.columns.includes(column))) {
    advice.push({ kind: 'clean', step, column });
  }
  if (isOfFigures && OF_FIGURES.has(spot.kind) && !settings.qualifiers.some(({ left }) => left === column))
    advice.push({ kind: 'qualifier', column });
  if ('passed' in spot) advice.push({ kind: 'raise-threshold' });
  if ('score' in spot && isBlocked(settings, column)) advice.push({ kind: 'loosen-blocking' });
  if (settings.score === 'dense' && OF_LETTERS.has(spot.kind)) advice.push({ kind: 'keep-letters' });
  if (FOR_ALIASES.has(spot.kind)) advice.push({ kind: 'aliases' });
  if (settings.model === DEFAULT_MODEL || settings.model === QUICK_MODEL) advice.push({ kind: 'accurate-model' });
  if (!BEYOND_TUNING.has(spot.kind)) advice.push({ kind: 'tune' });
  return advice.slice(0, MOST);
}

const MOST = 3;

function isWeak(spot: Spot): boolean {
  const wrong = 'score' in spot ? 1 - spot.score.first.value : spot.passed.value;
  const atMost = 'score' in spot ? 1 - spot.score.first.low : spot.passed.high;
  return wrong > TOLERATED || (wrong > FEWEST_MISSED && atMost > 3 * TOLERATED);
}

const isBlocked = ({ blocking }: MatchSettings, column: string): boolean => blocking.some(({ left }) => left === column);
