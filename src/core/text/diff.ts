/** A run of one text that the other text has too, or has not. */
export interface DiffRun {
  readonly text: string;
  readonly isSame: boolean;
}

export interface TextDiff {
  readonly left: readonly DiffRun[];
  readonly right: readonly DiffRun[];
}

/** Beyond this many token pairs only the common start and end are looked for. */
const MOST_PAIRS = 40_000;

/**
 * What two texts share, to dim it, and where they differ, to mark it. Words are aligned (longest common subsequence; letter case
 * and Unicode composition count as equal); within one word replaced by one other, the common start and end count as shared.
 *
 * The runs of a side put together give its text exactly. Two empty texts give no runs. White space alone is never a difference.
 * O(n·m) in words up to 40,000 word pairs, O(n + m) beyond.
 */
export function diffTexts(left: string, right: string): TextDiff {
  const a = tokensOf(left);
  const b = tokensOf(right);
  const keysA = a.map(keyOf);
  const keysB = b.map(keyOf);

  let start = 0;
  while (start < a.length && start < b.length && keysA[start] === keysB[start]) start++;
  let end = 0;
  const shorter = Math.min(a.length, b.length) - start;
  while (end < shorter && keysA[a.length - 1 - end] === keysB[b.length - 1 - end]) end++;

  const middleA = { from: start, to: a.length - end };
  const middleB = { from: start, to: b.length - end };
  const pairs = commonTokens(keysA, keysB, middleA, middleB);

  const runsA = a.slice(0, start).map(same);
  const runsB = b.slice(0, start).map(same);
  let nextA = start;
  let nextB = start;
  for (const [i, j] of [...pairs, [middleA.to, middleB.to] as const]) {
    pushReplaced(runsA, runsB, a.slice(nextA, i), b.slice(nextB, j));
    if (i < middleA.to) {
      runsA.push(same(a[i]!));
      runsB.push(same(b[j]!));
    }
    nextA = i + 1;
    nextB = j + 1;
  }
  runsA.push(...a.slice(a.length - end).map(same));
  runsB.push(...b.slice(b.length - end).map(same));
  return { left: joinRuns(runsA), right: joinRuns(runsB) };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

const same = (text: string): DiffRun => ({ text, isSame: true });

/** Words, single signs, and the white space between them. */
function tokensOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}]+|\s+|[^\p{L}\p{M}\p{N}\s]/gu) ?? [];
}

const keyOf = (token: string): string => (/^\s/u.test(token) ? ' ' : token.normalize('NFC').toLowerCase());

function commonTokens(a: readonly string[], b: readonly string[], inA: Range, inB: Range): (readonly [number, number])[] {
  const n = inA.to - inA.from;
  const m = inB.to - inB.from;
  if (n === 0 || m === 0 || n * m > MOST_PAIRS) return [];
  const width = m + 1;
  const lengths = new Uint16Array((n + 1) * width);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = m - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[inA.from + i] === b[inB.from + j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < n && j < m; ) {
    if (a[inA.from + i] === b[inB.from + j]) pairs.push([inA.from + i++, inB.from + j++]);
    else if (lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!) i++;
    else j++;
  }
  return pairs;
}

function pushReplaced(runsA: DiffRun[], runsB: DiffRun[], a: readonly string[], b: readonly string[]): void {
  if (a.length === 1 && b.length === 1 && pushWithinWord(runsA, runsB, a[0]!, b[0]!)) return;
  for (const text of a) runsA.push({ text, isSame: /^\s/u.test(text) });
  for (const text of b) runsB.push({ text, isSame: /^\s/u.test(text) });
}

/** False where the words share less than half of the longer one: then the whole words are the difference. */
function pushWithinWord(runsA: DiffRun[], runsB: DiffRun[], a: string, b: string): boolean {
  const lettersA = a.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const lettersB = b.match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  const shorter = Math.min(lettersA.length, lettersB.length);
  let start = 0;
  while (start < shorter && keyOf(lettersA[start]!) === keyOf(lettersB[start]!)) start++;
  let end = 0;
  while (end < shorter - start && keyOf(lettersA.at(-1 - end)!) === keyOf(lettersB.at(-1 - end)!)) end++;
  if ((start + end) * 2 < Math.max(lettersA.length, lettersB.length)) return false;
  for (const [runs, letters] of [
    [runsA, lettersA],
    [runsB, lettersB],
  ] as const) {
    runs.push(same(letters.slice(0, start).join('')));
    runs.push({ text: letters.slice(start, letters.length - end).join(''), isSame: false });
    runs.push(same(letters.slice(letters.length - end).join('')));
  }
  return true;
}

function joinRuns(runs: readonly DiffRun[]): DiffRun[] {
  const joined: DiffRun[] = [];
  for (const run of runs) {
    if (run.text === '') continue;
    const last = joined.at(-1);
    if (last && last.isSame === run.isSame) joined[joined.length - 1] = { text: last.text + run.text, isSame: run.isSame };
    else joined.push(run);
  }
  return joined;
}
