/**
 * Scores from the least to all evidence, in the order of the table; `without` names the groups of evidence that are left out.
 */
export const VARIANTS = [
  { name: 'dense alone', options: { score: 'dense' } },
  { name: 'lexical alone', options: { score: 'lexical', without: ['guard', 'competition', 'columns'] } },
  { name: 'hybrid', options: { score: 'hybrid', without: ['guard', 'competition', 'columns'] } },
  { name: '+ guard', options: { score: 'hybrid', without: ['competition', 'columns'] } },
  { name: '+ competition', options: { score: 'hybrid', without: ['columns'] } },
  { name: '+ columns', options: { score: 'hybrid' } },
];

/** Kinds of tasks whose candidates hang on those groups. */
export const ABLATED = ['link', 'aggregate'];
