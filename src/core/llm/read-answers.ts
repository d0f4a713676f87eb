/** What a model answered, by the numbers that its questions had. */
export interface ReadAnswers<A> {
  readonly answers: ReadonlyMap<number, A>;
  /** There is no JSON in it. */
  readonly isUnreadable: boolean;
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * Answers out of the text of a model: JSON, with or without a fence, words or thoughts around it, cut off at the end or not. Ids that
 * were not asked are left out; an id with two different answers has none, so that it is asked again. Answers without ids count only
 * where one question was asked, since their order says nothing.
 *
 * @param ids numbers of the questions
 * @param read one entry as an answer; null where it is none
 */
export function readAnswers<A>(text: string, ids: readonly number[], read: (entry: Entry) => A | null): ReadAnswers<A> {
  const entries = entriesIn(text);
  const asked = new Set(ids);
  const answers = new Map<number, A>();
  const doubtful = new Set<number>();
  const [only] = ids;
  for (const entry of entries) {
    const named = idOf(entry.id ?? entry.row_id ?? entry.index);
    const id = named ?? (ids.length === 1 && entries.length === 1 ? only! : null);
    if (id === null || !asked.has(id)) continue;
    const answer = read(entry);
    if (answer === null) continue;
    const before = answers.get(id);
    if (before !== undefined && JSON.stringify(before) !== JSON.stringify(answer)) doubtful.add(id);
    answers.set(id, answer);
  }
  for (const id of doubtful) answers.delete(id);
  return { answers, isUnreadable: entries.length === 0 };
}

const idOf = (value: unknown): number | null => {
  const id = typeof value === 'string' && /^\d+$/u.test(value.trim()) ? Number(value) : value;
  return typeof id === 'number' && Number.isInteger(id) ? id : null;
};

function entriesIn(text: string): readonly Entry[] {
  const spoken = text.replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gu, '').replace(/^\uFEFF/u, '');
  const fenced = /```(?:json)?\s*([\s\S]*?)(?:```|$)/iu.exec(spoken)?.[1];
  for (const candidate of fenced === undefined ? [spoken] : [fenced, spoken]) {
    const whole = parse(candidate.trim());
    const found = whole === undefined ? wholeObjects(candidate) : entriesOf(whole);
    if (found.length > 0) return found;
  }
  return [];
}

function entriesOf(value: unknown): readonly Entry[] {
  if (Array.isArray(value)) return value.filter(isEntry);
  if (!isEntry(value)) return [];
  if ('id' in value) return [value];
  const list = Object.values(value).find((member) => Array.isArray(member) && member.some(isEntry));
  if (Array.isArray(list)) return list.filter(isEntry);
  // `{"1": {…}, "2": "…"}`
  const keyed = Object.entries(value).filter(([key]) => idOf(key) !== null);
  if (keyed.length > 0) return keyed.map(([id, member]) => ({ ...(isEntry(member) ? member : { value: member }), id }));
  return [value];
}

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Objects that are whole in a text that as a whole is no JSON, innermost lists first: what a cut-off answer still holds. O(characters). */
function wholeObjects(text: string): readonly Entry[] {
  const found: { readonly entry: Entry; readonly from: number; readonly to: number }[] = [];
  const open: number[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = open.length > 0;
    else if (character === '{') open.push(at);
    else if (character === '}' && open.length > 0) {
      const from = open.pop()!;
      const entry = parse(text.slice(from, at + 1));
      if (isEntry(entry)) found.push({ entry, from, to: at });
    }
  }
  const outer = found.filter(({ from, to }) => !found.some((other) => other.from < from && other.to > to));
  return outer.length === 1 ? entriesOf(outer[0]!.entry) : outer.map(({ entry }) => entry);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
