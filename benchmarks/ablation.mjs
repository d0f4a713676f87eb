/**
 * Scores from the least to all evidence, in the order of the table; `without` names the groups of evidence that are left out. The
 * last one adds the similarity of the quick model, which is there anyway for first candidates.
 */
export const VARIANTS = [
  { name: 'dense alone', options: { score: 'dense' } },
  { name: 'lexical alone', options: { score: 'lexical' } },
  { name: 'hybrid', options: { score: 'hybrid', without: ['second', 'guard', 'competition', 'columns'] } },
  { name: '+ guard', options: { score: 'hybrid', without: ['second', 'competition', 'columns'] } },
  { name: '+ competition', options: { score: 'hybrid', without: ['second', 'columns'] } },
  { name: '+ columns', options: { score: 'hybrid', without: ['second'] } },
  { name: '+ quick model', options: { score: 'hybrid' } },
];
