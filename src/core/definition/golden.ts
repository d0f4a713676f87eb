import type { AliasGroup } from '../aliases/alias-group';
import { compileAliases } from '../aliases/compile-aliases';
import { foldKey, prefixOf } from '../candidates/blocking/blocking-keys';
import { createMatcher } from '../candidates/find-candidates';
import { SHIPPED_RERANKER } from '../candidates/rerank/reranker';
import { codesOf } from '../candidates/score/record-terms';
import { createCleaner } from '../cleaning/cleaner';
import type { CleaningStep } from '../cleaning/steps';
import { thresholdInForce } from '../links/auto-threshold';
import { suggestLinks } from '../links/suggest-links';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { Job, VectorSet } from '../model/types';
import { lexicalTexts } from '../text/lexical-text';
import { normaliseText } from '../text/normalise';
import { readNumbers } from '../text/numbers';
import type { ComparedTable } from '../text/records';
import { scriptsOf } from '../text/scripts';
import { type Columns, companies, goods, ODD_CELLS, ODD_NUMBERS, ODD_TEXTS, persons, places } from './golden-tables';

const JOB: Job = { signal: new AbortController().signal, progress: () => {} };
/** Numbers of the vectors that stand in for those of a model. */
const DIMENSIONS = 24;

/** A table and its settings, and what the core makes of them. Scores to six decimals. */
export interface GoldenLinkage {
  readonly settings: MatchSettings;
  readonly left: Columns;
  /** null within one table. */
  readonly right: Columns | null;
  readonly vectors: boolean;
  readonly offsets: readonly number[];
  readonly rightRows: readonly number[];
  readonly similarity: readonly number[];
  readonly lexical: readonly number[];
  readonly matchScore: readonly number[];
  /** Left row, right row. */
  readonly links: readonly (readonly [number, number])[];
}

/** What single functions make of odd texts. */
export function goldenTexts(): object {
  const sides = { left: ODD_TEXTS, right: places(3).right.label! };
  return {
    texts: ODD_TEXTS,
    normalised: ODD_TEXTS.map(normaliseText),
    scripts: ODD_TEXTS.map((text) => scriptsOf(normaliseText(text))),
    codes: ODD_TEXTS.map(codesOf),
    keys: ODD_TEXTS.map(foldKey),
    prefixes: ODD_TEXTS.map((text) => prefixOf(foldKey(text), 3)),
    beside: sides.right,
    formsBeside: lexicalTexts(sides),
    formsAlone: lexicalTexts({ left: ODD_TEXTS, right: ODD_TEXTS }).left,
    numbers: { cells: ODD_NUMBERS, values: [...readNumbers(ODD_NUMBERS)].map((value) => (Number.isNaN(value) ? null : value)) },
  };
}

/** What every kind of cleaning step makes of odd cells. */
export function goldenCleaning(): object {
  const cells = [...ODD_TEXTS, ...ODD_CELLS, ...companies(11, 10).left.name!];
  const columns = ['a'];
  const steps: readonly CleaningStep[] = [
    { kind: 'spaces', columns },
    ...(['lower', 'upper', 'title'] as const).map((to): CleaningStep => ({ kind: 'case', columns, to })),
    { kind: 'accents', columns },
    { kind: 'legal-forms', columns },
    { kind: 'titles', columns },
    ...['', '49', '39', '1', '7', '36'].map((countryCode): CleaningStep => ({ kind: 'phone', columns, countryCode })),
    ...([null, 'day-first', 'month-first'] as const).map((order): CleaningStep => ({ kind: 'date', columns, order })),
    ...(['digits', 'letters', 'letters-and-digits'] as const).map((what): CleaningStep => ({ kind: 'keep', columns, what })),
    { kind: 'replace', columns, find: 'a', by: '$1', isRegex: false, ignoreCase: true },
    { kind: 'replace', columns, find: '.', by: '', isRegex: false, ignoreCase: false },
    { kind: 'replace', columns, find: '(\\p{L}+)\\s+(?<n>\\d+)$', by: '$2-$1 $<n> $& $$', isRegex: true, ignoreCase: true },
    { kind: 'replace', columns, find: '\\bst\\b\\.?', by: 'street', isRegex: true, ignoreCase: true },
    { kind: 'split', columns, separator: ' ', at: [], into: ['b', 'c'] },
    { kind: 'split', columns, separator: null, at: [2, 5], into: ['b', 'c', 'd'] },
    { kind: 'split', columns, separator: '', at: [], into: ['b'] },
  ];
  const cases = steps.map((step) => {
    const cleaner = createCleaner([{ name: 'a', header: 'a' }], [step]);
    return { step, cleaned: cells.map((cell) => cleaner.clean([cell])) };
  });
  const chain: readonly CleaningStep[] = [
    { kind: 'split', columns, separator: ' ', at: [], into: ['b', 'c'] },
    { kind: 'case', columns: ['b'], to: 'upper' },
    { kind: 'join', columns: ['c', 'b'], separator: ' / ', into: 'd' },
    { kind: 'accents', columns, isOff: true },
  ];
  const chained = createCleaner([{ name: 'a', header: 'a' }], chain);
  return { cells, cases, chain, chained: cells.map((cell) => chained.clean([cell])) };
}

const ALIASES: readonly AliasGroup[] = [
  { words: ['IBM', 'International Business Machines'] },
  { words: ['St', 'Str', 'Straße'], isOneWay: true },
  { words: ['Str', 'Street'], isOneWay: true },
  { words: ['Müller', 'Mueller', 'Muller & Co'] },
  { words: ['machine works', 'mw'] },
  { words: ['bank', 'banco', 'banque'], column: 'name' },
  { words: ['bank', 'Geldhaus'] },
  { words: ['東京', 'Tokyo'] },
  { words: ['株式会社', 'KK', 'Kabushiki Kaisha'] },
  { words: ['O’Brien', 'Obrian'] },
  { words: ['a', 'b'] },
  { words: ['b', 'c c'] },
  { words: ['c c', 'a a a'] },
  { words: ['U.S.A.', 'United States of America', 'Etats-Unis'] },
  { words: ['Γκ', 'Ελλάδα'] },
];

/** What groups of words that mean the same make of texts, in any column and in one of their own. */
export function goldenAliases(): object {
  const texts = [
    ...ODD_TEXTS,
    'I.B.M. Deutschland',
    'ibm IBM International  business machines',
    'Hauptstr. 5, Str 7, St',
    'muller and co / MÜLLER',
    'Machine-works MW mwx',
    'bank Banco geldhaus',
    '東京大学 Tokyo東京株式会社',
    'トヨタ株式会社ABC',
    "O'Brien obrian O’BRIEN",
    'a b c c',
    'U.S.A. USA Etats Unis États-Unis',
    'ελλαδα γκ',
  ];
  const compiled = compileAliases(ALIASES);
  return {
    groups: ALIASES,
    texts,
    anywhere: texts.map((text) => compiled.matcherFor()!.apply(text)),
    inName: texts.map((text) => compiled.matcherFor('name', 'label')!.apply(text)),
  };
}

/** Linkages by name: every cardinality, kind of score, of blocking and of qualifier. */
export async function goldenLinkages(
  samples: Readonly<Record<'companies2023' | 'companies2024' | 'places', Columns>>,
): Promise<Readonly<Record<string, GoldenLinkage>>> {
  const own = companies(11, 60);
  const small = companies(12, 30);
  const named = (...names: readonly string[]): MatchSettings['on'] => ({ left: names, right: names });
  const year = { left: 'year', right: 'year' };
  const cases: Readonly<Record<string, readonly [Columns, Columns | null, Partial<MatchSettings>, boolean?]>> = {
    samples: [samples.companies2023, samples.companies2024, { on: named('name', 'city') }],
    'samples-within': [
      samples.places,
      null,
      { task: 'deduplicate', on: named('name', 'street', 'phone'), cardinality: 'many-to-many' },
    ],
    companies: [own.left, own.right, { on: named('name', 'town', 'year', 'price'), weights: { town: 2, price: 0.5 } }],
    'one-column': [own.left, own.right, { on: named('name'), cardinality: 'many-to-one' }],
    lexical: [small.left, small.right, { on: named('name', 'town'), score: 'lexical', cardinality: 'one-to-many' }, false],
    dense: [small.left, small.right, { on: named('name'), score: 'dense', cardinality: 'many-to-many', threshold: 0.1 }],
    qualifiers: [
      own.left,
      own.right,
      {
        on: named('name'),
        cardinality: 'many-to-many',
        limits: { left: 2, right: 1 },
        qualifiers: [
          { ...year, kind: 'date', weight: 1 },
          { left: 'price', right: 'price', kind: 'number', weight: 2 },
          { left: 'town', right: 'town', kind: 'category', weight: 0.5 },
        ],
      },
    ],
    blocked: [own.left, own.right, { on: named('name'), blocking: [{ left: 'town', right: 'town', key: 'exact' }] }],
    ranges: [
      own.left,
      own.right,
      {
        on: named('name', 'town'),
        blocking: [
          { left: 'name', right: 'name', key: 'prefix', length: 1 },
          { ...year, key: 'numeric-range', tolerance: 1 },
        ],
        candidatesPerRow: 3,
        minimumScore: 0.05,
      },
    ],
    scripts: [places(5).left, places(5).right, { on: { left: ['name'], right: ['label'] } }],
    categories: [
      goods(6).left,
      goods(6).right,
      { on: { left: ['goods'], right: ['category'] }, cardinality: 'many-to-one', model: 'me5-small-96k' },
    ],
    reranked: [own.left, own.right, { on: named('name', 'town'), rerank: SHIPPED_RERANKER }],
    within: [persons(7, 50), null, { task: 'deduplicate', on: named('name', 'phone'), cardinality: 'many-to-many' }],
    aliases: [own.left, own.right, { on: named('name', 'town'), aliases: ALIASES }],
    without: [small.left, small.right, { on: named('name', 'town'), without: ['columns', 'translation', 'competition'] }],
  };
  const found: Record<string, GoldenLinkage> = {};
  for (const [name, [left, right, settings, vectors = true]] of Object.entries(cases)) {
    found[name] = await goldenLinkage(left, right, { ...DEFAULT_MATCH_SETTINGS, ...settings }, vectors);
  }
  return found;
}

async function goldenLinkage(
  left: Columns,
  right: Columns | null,
  settings: MatchSettings,
  vectors: boolean,
): Promise<GoldenLinkage> {
  const matcher = createMatcher({ left: tableOf(left), right: tableOf(right ?? left) }, settings);
  const { candidates } = await matcher.find(vectors ? vectorsOf(matcher.texts, settings.model) : null, JOB);
  const threshold = thresholdInForce(settings.threshold, candidates);
  const links = suggestLinks(candidates, { cardinality: settings.cardinality, limits: settings.limits, threshold });
  return {
    settings,
    left,
    right,
    vectors,
    offsets: [...candidates.offsets],
    rightRows: [...candidates.right],
    similarity: [...candidates.similarity].map(sixDecimals),
    lexical: [...candidates.lexical].map(sixDecimals),
    matchScore: [...candidates.matchScore].map(sixDecimals),
    links: links.map((link) => [link.left, link.right]),
  };
}

const sixDecimals = (value: number): number => (Number.isNaN(value) ? -2 : Math.round(value * 1e6) / 1e6);

const tableOf = (columns: Columns): ComparedTable => ({
  fileName: 'table',
  rowCount: Object.values(columns)[0]!.length,
  columns: new Map(Object.entries(columns)),
});

const vectorsOf = (texts: { readonly left: readonly string[]; readonly right: readonly string[] }, model: string) => ({
  left: vectorSet(texts.left, model),
  right: vectorSet(texts.right, model),
});

/** Runs of three UTF-16 units hashed (FNV-1a) to signed parts, of length 1: quick to make in any language. */
export function vectorSet(texts: readonly string[], model: string): VectorSet {
  const data = new Float32Array(texts.length * DIMENSIONS);
  texts.forEach((text, row) => {
    const lower = ` ${text.toLowerCase()} `;
    const sums = new Array<number>(DIMENSIONS).fill(0);
    for (let at = 0; at + 3 <= lower.length; at++) {
      let hash = 0x811c9dc5;
      for (let unit = at; unit < at + 3; unit++) hash = Math.imul(hash ^ lower.charCodeAt(unit), 0x01000193) >>> 0;
      sums[hash % DIMENSIONS]! += (hash >>> 16) & 1 ? 1 : -1;
    }
    // Without this, likenesses would tie that are summed up in another order elsewhere.
    let own = 0x811c9dc5;
    for (let at = 0; at < lower.length; at++) own = Math.imul(own ^ lower.charCodeAt(at), 0x01000193) >>> 0;
    for (let part = 0; part < DIMENSIONS; part++) {
      own = Math.imul(own ^ part, 0x01000193) >>> 0;
      sums[part]! += own / 2 ** 33;
    }
    const length = Math.sqrt(sums.reduce((sum, one) => sum + one * one, 0)) || 1;
    sums.forEach((sum, at) => {
      data[row * DIMENSIONS + at] = sum / length;
    });
  });
  return { model, dimensions: DIMENSIONS, data };
}
