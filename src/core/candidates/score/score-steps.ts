import { EVIDENCE, type EvidenceName } from './evidence';

/**
 * What the steps of a score are called. `meaning` is the cosine of vectors, `letters` runs of letters, `words` whole words by how rare
 * they are, `numbers` numbers and codes, `lexicon` words that stand for each other in these tables, `usual` how near the records are to
 * their other candidates, `kind` scripts and lengths, `same` equal texts. `sideBySide` (what a re-ranker changes), `competition` and `learned` come after the pair was judged alone; `rest` is what a score that was made elsewhere differs by.
 */
export type StepKind =
  | 'meaning'
  | 'letters'
  | 'words'
  | 'numbers'
  | 'column'
  | 'qualifier'
  | 'lexicon'
  | 'usual'
  | 'kind'
  | 'same'
  | 'sideBySide'
  | 'competition'
  | 'learned'
  | 'rest';

/** The step that each kind of evidence belongs to; null for what columns and qualifiers say, which have steps of their own. */
export const STEP_OF: Readonly<Record<EvidenceName, StepKind | null>> = {
  similarity: 'meaning',
  briefSimilarity: 'meaning',
  foreignSimilarity: 'meaning',
  lexical: 'letters',
  longLexical: 'letters',
  foreignLexical: 'letters',
  gramShare: 'letters',
  foreignGramShare: 'letters',
  containment: 'words',
  jaccard: 'words',
  rarestWord: 'words',
  sharedCode: 'numbers',
  numberAgreement: 'numbers',
  numberConflict: 'numbers',
  columns: null,
  qualifiers: null,
  identical: 'same',
  foreign: 'kind',
  long: 'kind',
  leftUsualSimilarity: 'usual',
  rightUsualSimilarity: 'usual',
  leftUsualLexical: 'usual',
  rightUsualLexical: 'usual',
  usualSimilarity: 'usual',
  translation: 'lexicon',
};

const TEXT_STEPS: readonly StepKind[] = ['meaning', 'letters', 'words', 'numbers', 'lexicon', 'usual', 'kind', 'same'];

/** Sums what the evidence of a pair adds to its log odds, by step, in the order in which steps are shown. */
export function sumByStep(logitOf: (evidence: number) => number): readonly { readonly kind: StepKind; readonly logit: number }[] {
  const sums = new Map<StepKind, number>();
  EVIDENCE.forEach((name, at) => {
    const kind = STEP_OF[name];
    if (kind !== null) sums.set(kind, (sums.get(kind) ?? 0) + logitOf(at));
  });
  return TEXT_STEPS.map((kind) => ({ kind, logit: sums.get(kind)! }));
}
