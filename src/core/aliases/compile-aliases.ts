import { normaliseText } from '../text/normalise';
import type { AliasGroup } from './alias-group';
import { type AliasTokens, aliasTokens, isUnspaced } from './alias-tokens';

/** A place of a text where a word of a group stands. */
export interface AliasUse {
  /** As the text has it. */
  readonly word: string;
  /** The word that stands for all of its group, as it was typed. */
  readonly standsFor: string;
  /** The same in the form in which words are looked up: equal for all words of a group. */
  readonly key: string;
}

/** Groups ready to be looked for in texts of one column. */
export interface AliasMatcher {
  /** The text with every word of a group written as the one that stands for it; the same string where nothing changes. */
  apply(text: string): string;
  /** Words of groups in a text as it stands, also those that stand for themselves, by place. */
  usesIn(text: string): readonly AliasUse[];
}

/** A word that groups of one scope read in several ways; it is left as it stands until somebody chooses. */
export interface AliasConflict {
  readonly word: string;
  readonly column: string | null;
  /** Places of the groups in the list that was given, ascending. */
  readonly groups: readonly number[];
}

export interface CompiledAliases {
  /** By the names that a column has on either side; null where no group counts in it. */
  matcherFor(...names: readonly (string | undefined)[]): AliasMatcher | null;
  readonly conflicts: readonly AliasConflict[];
}

/**
 * Reads groups so that their order makes no difference. The longest word of a group (most tokens, then most letters, then first by
 * code units) stands for all others; of a one-way group the full form does. A word that stands for itself in one group may be read as
 * another by a second one, and so on to the end of the chain. A group of one column goes before those of all columns. Words that two
 * groups of one scope read differently are conflicts, and are left alone.
 *
 * In a text the longest phrase from the left is taken, on whole tokens (see `aliasTokens`). What comes out is looked at again, at most
 * three times, so that a phrase that only a replacement completes is found too.
 *
 * Cost O(characters of all words) here, O(length of a text) to apply, whatever the number of groups.
 */
export function compileAliases(groups: readonly AliasGroup[]): CompiledAliases {
  const known = compiledLists.get(groups);
  if (known) return known;
  const compiled = compile(groups);
  compiledLists.set(groups, compiled);
  return compiled;
}

/** Lists never change: one that is asked for again, as by every screen that shows it, is compiled once. */
const compiledLists = new WeakMap<readonly AliasGroup[], CompiledAliases>();

function compile(groups: readonly AliasGroup[]): CompiledAliases {
  const scopes = new Map<string | null, Scope>();
  const scopeOf = (column: string | null): Scope => {
    const scope = scopes.get(column) ?? { targets: new Map(), spellings: new Map() };
    scopes.set(column, scope);
    return scope;
  };
  for (const [at, group] of groups.entries()) addGroup(scopeOf(group.column ?? null), group, at);
  const conflicts: AliasConflict[] = [];
  for (const [column, { targets, spellings }] of scopes) {
    for (const [key, readings] of targets) {
      if (readings.size < 2) continue;
      const named = new Set([...readings.values()].flat());
      conflicts.push({ word: spellings.get(key)!, column, groups: [...named].sort((a, b) => a - b) });
    }
  }
  conflicts.sort((a, b) => a.groups[0]! - b.groups[0]! || (a.word < b.word ? -1 : 1));
  const known = new Map<string, AliasMatcher | null>();
  return {
    conflicts,
    matcherFor(...names) {
      const columns = [...new Set(names.filter((name) => name !== undefined && scopes.has(name)))].sort();
      const id = JSON.stringify(columns);
      let matcher = known.get(id);
      if (matcher === undefined) {
        const own = columns.map((name) => scopes.get(name!)!);
        matcher = createMatcher(own, scopes.get(null) ?? null);
        known.set(id, matcher);
      }
      return matcher;
    },
  };
}

interface Scope {
  /** Key of a word → keys of what it is read as → groups that say so. */
  readonly targets: Map<string, Map<string, number[]>>;
  /** Key → as it was typed; of several spellings the first by code units. */
  readonly spellings: Map<string, string>;
}

function addGroup({ targets, spellings }: Scope, { words, isOneWay }: AliasGroup, at: number): void {
  const keys = words.map((word) => {
    const key = aliasTokens(word).keys.join(' ');
    const typed = word.trim();
    const before = spellings.get(key);
    if (key !== '' && (before === undefined || typed < before)) spellings.set(key, typed);
    return key;
  });
  const filled = keys.filter((key) => key !== '');
  const target = isOneWay ? keys.at(-1)! : filled.reduce((best, key) => (isLonger(key, best) ? key : best), filled[0] ?? '');
  if (target === '') return;
  for (const key of new Set(filled)) {
    if (key === target) continue;
    const readings = targets.get(key) ?? new Map<string, number[]>();
    readings.set(target, [...(readings.get(target) ?? []), at]);
    targets.set(key, readings);
  }
}

/** Which of two keys stands for both. */
export function isLonger(one: string, other: string): boolean {
  const tokens = one.split(' ').length - other.split(' ').length;
  if (tokens !== 0) return tokens > 0;
  return one.length === other.length ? one < other : one.length > other.length;
}

interface Entry {
  readonly key: string;
  readonly text: string;
  readonly normal: string;
}
interface Node {
  readonly next: Map<string, Node>;
  entry: Entry | null;
}

function createMatcher(own: readonly Scope[], shared: Scope | null): AliasMatcher | null {
  /** Words read in one way; those of the column first. */
  const targets = new Map<string, string>();
  const spellings = new Map<string, string>();
  for (const scope of [...own, ...(shared ? [shared] : [])]) {
    for (const [key, readings] of scope.targets) {
      if (targets.has(key) || readings.size !== 1) continue;
      targets.set(key, [...readings.keys()][0]!);
    }
    for (const [key, spelling] of scope.spellings) if (!spellings.has(key)) spellings.set(key, spelling);
  }
  if (targets.size === 0) return null;
  const root: Node = { next: new Map(), entry: null };
  const entries = new Map<string, Entry>();
  const entryOf = (key: string): Entry => {
    let entry = entries.get(key);
    if (!entry) {
      const text = spellings.get(key)!;
      entry = { key, text, normal: normaliseText(text) };
      entries.set(key, entry);
    }
    return entry;
  };
  const put = (key: string, entry: Entry): void => {
    let node = root;
    for (const token of key.split(' ')) {
      let next = node.next.get(token);
      if (!next) {
        next = { next: new Map(), entry: null };
        node.next.set(token, next);
      }
      node = next;
    }
    node.entry = entry;
  };
  for (const key of targets.keys()) {
    const entry = entryOf(endOf(key, targets));
    put(key, entry);
    put(entry.key, entry);
  }
  return {
    apply(text) {
      let now = text;
      for (let round = 0; round < ROUNDS; round++) {
        const next = rewrite(now, root);
        if (next === now) break;
        now = next;
      }
      return now;
    },
    usesIn(text) {
      const uses: AliasUse[] = [];
      forEachUse(aliasTokens(text), root, (from, to, { key, text: standsFor }) => {
        uses.push({ word: text.slice(from, to), standsFor, key });
      });
      return uses;
    },
  };
}

export const ROUNDS = 3;

/** The end of a chain; of words that go round in a circle the one that is longest. */
function endOf(key: string, targets: ReadonlyMap<string, string>): string {
  const seen = [key];
  for (let next = targets.get(key); next !== undefined; next = targets.get(next)) {
    const at = seen.indexOf(next);
    if (at >= 0) return seen.slice(at).reduce((best, one) => (isLonger(one, best) ? one : best));
    seen.push(next);
  }
  return seen.at(-1)!;
}

function forEachUse({ keys, from, to }: AliasTokens, root: Node, visit: (from: number, to: number, entry: Entry) => void): void {
  for (let at = 0; at < keys.length; at++) {
    let node = root.next.get(keys[at]!);
    if (!node) continue;
    let entry = node.entry;
    let end = at;
    for (let next = at + 1; next < keys.length; next++) {
      node = node.next.get(keys[next]!);
      if (!node) break;
      if (node.entry) {
        entry = node.entry;
        end = next;
      }
    }
    if (!entry) continue;
    visit(from[at]!, to[end]!, entry);
    at = end;
  }
}

function rewrite(text: string, root: Node): string {
  let out = '';
  let done = 0;
  forEachUse(aliasTokens(text), root, (from, to, entry) => {
    const there = text.slice(from, to);
    // What reads the same stays as it is, so that its vector is known already.
    if (there === entry.text || normaliseText(there) === entry.normal) return;
    out += text.slice(done, from) + spaced(text, from, to, entry.text);
    done = to;
  });
  return done === 0 ? text : out + text.slice(done);
}

/** In a run without spaces, what takes the place of a phrase stands apart where it would not be read as a word of its own. */
function spaced(text: string, from: number, to: number, put: string): string {
  const before = from > 0 && runsTogether(text[from - 1]!, put[0]!) ? ' ' : '';
  const after = to < text.length && runsTogether(put.at(-1)!, text[to]!) ? ' ' : '';
  return before + put + after;
}
const runsTogether = (one: string, other: string): boolean =>
  LETTER.test(one) && LETTER.test(other) && !(isUnspaced(one) && isUnspaced(other));
export const LETTER = /[\p{L}\p{N}]/u;
