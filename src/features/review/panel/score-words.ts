export type ScoreWord = 'very-likely' | 'likely' | 'possible' | 'unlikely' | 'very-unlikely';

/** The word that goes with a score of 0…1, so that nobody has to know the scale. */
export function scoreWord(score: number): ScoreWord {
  if (score >= 0.9) return 'very-likely';
  if (score >= 0.7) return 'likely';
  if (score >= 0.5) return 'possible';
  if (score >= 0.25) return 'unlikely';
  return 'very-unlikely';
}
