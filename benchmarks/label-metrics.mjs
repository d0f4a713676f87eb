/** Share of labels that are right. */
export const accuracyOfLabels = (found, truth) => found.filter((label, at) => label === truth[at]).length / truth.length;

/** Mean of the F1 of each label that is true or given anywhere. */
export function macroF1(found, truth) {
  const labels = [...new Set([...truth, ...found])];
  const f1 = (label) => {
    const right = truth.filter((one, at) => one === label && found[at] === label).length;
    const given = found.filter((one) => one === label).length;
    const wanted = truth.filter((one) => one === label).length;
    return (2 * right) / (given + wanted);
  };
  return labels.reduce((sum, label) => sum + f1(label), 0) / labels.length;
}

/**
 * F1 of yes-or-no scores at a threshold; a score at it is a yes.
 *
 * @param {readonly { score: number, isMatch: boolean }[]} scored
 */
export function f1At(scored, threshold) {
  const given = scored.filter(({ score }) => score >= threshold).length;
  const wanted = scored.filter(({ isMatch }) => isMatch).length;
  const right = scored.filter(({ score, isMatch }) => isMatch && score >= threshold).length;
  return given + wanted === 0 ? 0 : (2 * right) / (given + wanted);
}

/**
 * The threshold with the best F1, midway between the two scores that it parts so that it does not hang on one pair; the higher
 * of equals. Equal scores stand or fall together.
 */
export function bestThreshold(scored) {
  const sorted = [...scored].sort((a, b) => b.score - a.score);
  const wanted = sorted.filter(({ isMatch }) => isMatch).length;
  let right = 0;
  let best = { f1: 0, threshold: 1 };
  sorted.forEach(({ score, isMatch }, at) => {
    if (isMatch) right++;
    const next = sorted[at + 1]?.score;
    if (next === score) return;
    const f1 = (2 * right) / (at + 1 + wanted);
    if (f1 > best.f1) best = { f1, threshold: next === undefined ? score : (score + next) / 2 };
  });
  return best;
}
