import { pairKey } from './metrics.mjs';

/** Answers between two refits, while they are few; later each time that they grew by a twentieth. */
export const BATCH = 10;
const FEW = 200;
const GROWTH = 1.05;
const CARDINALITIES = { '1:1': 'one-to-one', '1:m': 'one-to-many', 'm:1': 'many-to-one', 'm:m': 'many-to-many' };
const AT = '2024-01-01T00:00:00.000Z';

/**
 * Reviews of one task by a person who answers as the truth says: accepts the true candidate, all of them where several may be, or says
 * "none of these".
 *
 * @param code the product's own functions, see `learning-code.ts`
 * @param task what the built app found: candidates in columns, cardinality, threshold; and the truth
 */
export function createReviews(code, { candidates, cardinality: word, threshold, truth }) {
  const cardinality = CARDINALITIES[word];
  const { offsets, leftCount } = candidates;
  const rows = [...Array(leftCount).keys()].filter((left) => offsets[left] < offsets[left + 1]);
  const isOne = word === '1:1' || word === 'm:1';
  const link = (set) => ({ candidates: set, links: code.suggestLinks(set, { cardinality, threshold }) });
  const program = link(candidates);

  const decide = (book, action, changes) => {
    const entry = code.planDecision(book, action, changes, AT);
    if (entry) book.append(entry);
  };
  const answer = (book, left) => {
    const own = [...candidates.right.subarray(offsets[left], offsets[left + 1])];
    const matches = own.filter((right) => truth.has(pairKey(left, right))).sort((a, b) => a - b);
    if (matches.length === 0) decide(book, 'none', code.noneChanges(book, left));
    for (const right of isOne ? matches.slice(0, 1) : matches) {
      decide(book, 'accept', code.acceptChanges(book, left, right, cardinality));
    }
  };
  const isPending = (book) => (left) => book.statusOf(left) === 'pending';

  /** F1 of the links of a review: what was accepted, and the suggestions that no decision speaks against. */
  const f1Of = (book, { links }) => {
    const accepted = [...book.decidedRows()].flatMap((left) => book.acceptedOf(left).map((right) => ({ left, right })));
    const all = [...accepted, ...code.standingSuggestions(book, links, cardinality)];
    const right = all.filter((pair) => truth.has(pairKey(pair.left, pair.right))).length;
    return right === 0 ? 0 : (2 * right) / (all.length + truth.size);
  };
  const learned = (book) => {
    try {
      const { score } = code.learnFromAnswers(candidates, code.answeredPairs(book, candidates, cardinality));
      return link(code.scoreByAnswers(score, candidates).candidates);
    } catch (error) {
      if (error.code === 'input/too-few-examples') return program;
      throw error;
    }
  };
  /** Expected calibration error of the best candidates of records that nobody answered. */
  const honesty = (book, { candidates: shown }) => {
    const asked = rows.filter(isPending(book));
    const places = asked.map((left) => shown.offsets[left]);
    return code.calibrationError(
      places.map((place) => shown.matchScore[place]),
      places.map((place, at) => Number(truth.has(pairKey(asked[at], shown.right[place])))),
    );
  };

  const everything = code.openDecisionBook();
  for (const left of rows) answer(everything, left);
  const final = f1Of(everything, { links: [] });

  /** How many answers reach each share of the final F1, asked in batches; `next` names the records of one. */
  const answersFor = (shares, next, isLearning) => {
    const book = code.openDecisionBook();
    const reached = shares.map(() => null);
    let shown = program;
    let refitAt = 0;
    for (let answered = 0; ; ) {
      const f1 = f1Of(book, shown);
      shares.forEach((share, at) => {
        if (reached[at] === null && f1 >= share * final - 1e-9) reached[at] = answered;
      });
      if (!reached.includes(null)) return reached;
      const batch = next(book, shown);
      if (batch.length === 0) return reached.map((count) => count ?? answered);
      for (const left of batch) answer(book, left);
      answered += batch.length;
      if (!isLearning || (answered > FEW && answered < refitAt * GROWTH)) continue;
      shown = learned(book);
      refitAt = answered;
    }
  };
  const inOrder = (order) => {
    let at = 0;
    return () => {
      at += BATCH;
      return order.slice(at - BATCH, at);
    };
  };
  const helpsMost = (book, { candidates: shown, links }) => {
    const worth = code.questionWorth(shown, links, book, cardinality);
    const open = rows.filter(isPending(book));
    return open.sort((a, b) => worth[b] - worth[a] || a - b).slice(0, BATCH);
  };
  const atRandom = (seed) => {
    const random = code.createRandom(seed);
    const keys = rows.map(() => random.uniform());
    return [...rows.keys()].sort((a, b) => keys[a] - keys[b]).map((at) => rows[at]);
  };
  const score = (left) => candidates.matchScore[offsets[left]];
  const byScore = (sign) => [...rows].sort((a, b) => sign * (score(a) - score(b)) || a - b);

  /** Calibration error of the program's and of the learned scores after some answers, and how long the last refit took. */
  const errorsAfter = (count, next) => {
    const book = code.openDecisionBook();
    let shown = program;
    let milliseconds = 0;
    for (let answered = 0; answered < count; ) {
      const batch = next(book, shown);
      if (batch.length === 0) break;
      for (const left of batch) answer(book, left);
      answered += batch.length;
      const started = performance.now();
      shown = learned(book);
      milliseconds = performance.now() - started;
    }
    return { before: honesty(book, program), after: honesty(book, shown), milliseconds };
  };

  return {
    rows: rows.length,
    final,
    start: f1Of(code.openDecisionBook(), program),
    answersFor,
    errorsAfter,
    orders: {
      helpsMost: () => helpsMost,
      atRandom: (seed) => inOrder(atRandom(seed)),
      byScore: (sign) => inOrder(byScore(sign)),
    },
  };
}
