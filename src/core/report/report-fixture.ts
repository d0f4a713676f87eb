import type { LogEntry } from '../decisions/log';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import type { CandidateSet, Fingerprint, Link } from '../model/types';
import type { ClusteredFacts, LinkedFacts, ReportInput, ReportTable } from './report-input';

const ROWS = 60;
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 4, 5, minute)).toISOString();

/** Every text in a report that a user can give, as `say` makes it. For tests. */
export type Say = (what: string) => string;

function tableOf(side: string, say: Say): ReportTable {
  return {
    fingerprint: side.padEnd(64, '0') as Fingerprint,
    columns: [
      { name: say(`${side} name`), header: say(`${side} name`) },
      { name: say(`${side} city`), header: say(`${side} city`) },
    ],
    rowCount: ROWS,
    source: {
      fileName: say(`${side}.csv`),
      sizeBytes: 1000,
      format: 'csv',
      encoding: 'windows-1252',
      delimiter: ';',
      sheets: [],
      sheet: say(`${side} sheet`),
      headerRow: 2,
      problemCount: 3,
      aboveCount: 2,
      parts: [
        {
          label: say(`${side} part`),
          firstRow: 0,
          rowCount: ROWS,
          missing: [say('gone')],
          fileName: say('part.csv'),
          sheet: null,
          format: 'csv',
          encoding: 'utf-8',
          problemCount: 0,
        },
      ],
    },
  };
}

/** Left row r has right rows r and r + 1 as candidates, the first with a score of (r + 1) / 61; the last left row has none. */
function candidateSet(): CandidateSet {
  const offsets = Uint32Array.from({ length: ROWS + 1 }, (_, left) => 2 * Math.min(left, ROWS - 1));
  const pairs = 2 * (ROWS - 1);
  const right = Uint32Array.from({ length: pairs }, (_, pair) => (pair >> 1) + (pair & 1));
  const matchScore = Float32Array.from({ length: pairs }, (_, pair) => ((pair >> 1) + 1) / 61 / ((pair & 1) + 1));
  const none = new Float32Array(pairs).fill(Number.NaN);
  return { leftCount: ROWS, rightCount: ROWS, offsets, right, matchScore, similarity: none, lexical: none };
}

/** Accepts the first candidate of `accepted` rows and says "none of these" of others, as people do, from a minute on. */
export function decisionsOf(accepted: readonly number[], none: readonly number[], by: string, from = 0): LogEntry[] {
  const changes = [
    ...accepted.map((left) => ({ action: 'accept' as const, change: { left, right: left, verdict: 'match' as const } })),
    ...none.map((left) => ({ action: 'none' as const, change: { left, right: null, verdict: 'non-match' as const } })),
  ];
  return changes.map(({ action, change }, place) => ({
    kind: 'decide',
    seq: place + 1,
    at: at(from + place),
    by,
    action,
    changes: [change],
  }));
}

export function linkReport(
  say: Say = (what) => what,
  change: {
    readonly settings?: Partial<MatchSettings>;
    readonly found?: Partial<LinkedFacts>;
    readonly input?: Partial<ReportInput>;
  } = {},
): ReportInput {
  const candidates = candidateSet();
  const suggested = Array.from(
    { length: ROWS - 1 },
    (_, row): Link => ({ left: row, right: row, matchScore: candidates.matchScore[2 * row]!, decidedBy: 'rule' }),
  ).filter(({ matchScore }) => matchScore >= 0.5);
  const tables = { left: tableOf('left', say), right: tableOf('right', say) };
  const names = (side: 'left' | 'right') => tables[side].columns.map(({ name }) => name);
  return {
    projectName: say('companies'),
    writtenAt: '2026-03-04T05:06:07.000Z',
    app: '0.1.0',
    versions: [['Project', 3]],
    settings: {
      ...DEFAULT_MATCH_SETTINGS,
      on: { left: names('left'), right: names('right').slice(0, 1) },
      cleaning: {
        left: [
          { kind: 'replace', columns: [names('left')[0]!], find: say('find'), by: say('by'), isRegex: false, ignoreCase: true },
        ],
        right: [],
      },
      blocking: [{ left: names('left')[1]!, right: names('right')[1]!, key: 'exact' }],
      weights: { [names('left')[0]!]: 2 },
      qualifiers: [{ left: names('left')[1]!, right: names('right')[1]!, kind: 'category', weight: 1 }],
      ...change.settings,
    },
    modelSha256: 'a'.repeat(64),
    isStale: false,
    found: {
      of: 'links',
      tables,
      candidates,
      suggested,
      threshold: 0.5,
      entries: decisionsOf([58, 57], [0], say('Ann')),
      isLearned: false,
      truth: null,
      ...change.found,
    },
    examples: [{ title: say('Pair 1'), records: [{ name: 'Left row 1', cells: [[say('left name'), say('a cell')]] }] }],
    run: {
      at: '2026-11-20T10:00:00.000Z',
      seconds: 12.3,
      encoding: { device: 'wasm', kernel: 'own', workers: 2, texts: 1200, made: 1000, refusal: 'slower' },
      browser: say('Firefox 145'),
      platform: say('Linux'),
      cores: 4,
    },
    recipeFile: say('companies.recipe.json'),
    projectFile: say('companies.rowlink'),
    ...change.input,
  };
}

/** Six rows in four clusters: one of three rows that a person confirmed, the others alone. */
export function clusterReport(say: Say = (what) => what): ReportInput {
  const found: ClusteredFacts = {
    of: 'clusters',
    table: tableOf('left', say),
    clusterOf: Uint32Array.from([0, 1, 0, 2, 0, 3]),
    status: Uint8Array.from([1, 0, 0, 0]),
    pairs: 7,
    threshold: 0.62,
    settings: {
      rule: { method: 'average', minimumNeighbours: 2 },
      threshold: 'auto',
      golden: { rule: 'longest', columnRules: [], dateColumn: null, picks: [] },
    },
    entries: [
      {
        kind: 'edit',
        seq: 1,
        at: at(0),
        by: say('Ann'),
        action: 'confirm',
        changes: [{ rows: [0, 2, 4], from: null, to: { group: 0, isConfirmed: true } }],
      },
    ],
  };
  const { settings } = linkReport(say);
  return linkReport(say, { settings: { task: 'deduplicate', on: { left: settings.on.left, right: [] } }, input: { found } });
}
