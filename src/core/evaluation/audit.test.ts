import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cardinality, Dataset } from '../model/types';
import { columnCells } from '../table/cells';
import { type AuditFinding, auditTruth, suspectRows } from './audit';
import { candidatesOf, tableOf } from './evaluation-fixture';
import { guessTruthColumn, guessTruthColumns } from './guess-truth';
import { idShape } from './id-shape';
import { relateTexts } from './text-relation';
import { readPairTruth } from './truth';

const NAMES = [
  'Alpha Works',
  'Beta Mills',
  'Gamma Yard',
  'Delta Quarry',
  'Epsilon Foods',
  'Zeta Motors',
  'Eta Linen',
  'Theta Glass',
];
const left = tableOf(
  ['id', 'name'],
  NAMES.map((name, row) => [`00${row}`, name]),
);
const right = tableOf(
  ['code', 'title'],
  [...NAMES].reverse().map((name, row) => [`r${row}`, `${name} Ltd`]),
);
const CLEAN = NAMES.map((_, row) => [`00${row}`, `r${NAMES.length - 1 - row}`, '1']);

/** Every true pair scored high, as a good engine would. */
const found = candidatesOf(
  NAMES.length,
  NAMES.length,
  NAMES.flatMap((_, row) => [
    { left: row, right: NAMES.length - 1 - row, score: 0.97 },
    { left: row, right: (NAMES.length - row) % NAMES.length, score: 0.02 },
  ]),
);

function audit(
  rows: readonly (readonly string[])[],
  options: { cardinality?: Cardinality; left?: Dataset; right?: Dataset } = {},
): AuditFinding[] {
  const tables = { left: options.left ?? left, right: options.right ?? right };
  const ids = { left: 'id', right: 'code' };
  const truth = readPairTruth(
    tableOf(['left_id', 'right_id', 'label'], rows),
    { left: 'left_id', right: 'right_id', label: 'label' },
    tables,
    ids,
  );
  return auditTruth({
    truth,
    cardinality: options.cardinality ?? 'one-to-one',
    candidates: found,
    texts: relateTexts(tables, { left: ['name'], right: ['title'] }),
    ids: { left: columnCells(tables.left, 0), right: columnCells(tables.right, 0) },
  });
}
const reasons = (findings: readonly AuditFinding[]) => findings.map(({ truthRow, reason }) => [truthRow, reason]);

describe('auditTruth', () => {
  it('finds nothing in a clean truth, whatever its order and whatever part of it is there', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(CLEAN), (rows) => {
        expect(audit(rows)).toEqual([]);
      }),
      { seed: 31 },
    );
  });

  it('finds planted errors and nothing else', () => {
    fc.assert(
      fc.property(fc.nat(NAMES.length - 1), fc.nat(NAMES.length - 1), (row, place) => {
        const put = (line: readonly string[]): string[][] =>
          [...CLEAN.slice(0, place), line, ...CLEAN.slice(place)].map((one) => [...one]);
        const other = place <= row ? row + 1 : row;
        const pair = CLEAN[row]!;
        const between = [Math.min(place, other), Math.max(place, other)] as const;
        expect(reasons(audit(put(['777', pair[1]!, '1'])))).toEqual([[place, 'unknown-left-id']]);
        expect(reasons(audit(put([pair[0]!, 'zzz', '1'])))).toEqual([[place, 'unknown-right-id']]);
        expect(reasons(audit(put(['', pair[1]!, '1'])))).toEqual([[place, 'empty-id']]);
        expect(reasons(audit(put(pair)))).toEqual([[between[1], 'repeated-pair']]);
        expect(reasons(audit(put([pair[0]!, pair[1]!, '0'])))).toEqual(between.map((at) => [at, 'contradiction']));
      }),
      { seed: 32 },
    );
  });

  it('finds ids that a spreadsheet has changed', () => {
    const findings = audit([
      ['3', 'r4', '1'],
      ['003', 'R4', '1'],
    ]);
    expect(findings).toEqual([
      { truthRow: 0, reason: 'left-id-spelling', otherTruthRow: null, betterRow: 3 },
      { truthRow: 1, reason: 'right-id-spelling', otherTruthRow: null, betterRow: 4 },
    ]);
    expect(idShape(' 00123.0 ')).toBe('123');
    expect(idShape('0')).toBe('0');
  });

  it('finds ids in more pairs than the cardinality allows', () => {
    const rows = [
      ['000', 'r7', '1'],
      ['000', 'r6', '1'],
      ['002', 'r5', '1'],
    ];
    const linked = (cardinality: Cardinality) =>
      audit(rows, { cardinality })
        .filter(({ reason }) => reason.endsWith('linked-twice'))
        .map(({ truthRow }) => truthRow);
    expect(linked('one-to-one')).toEqual([0, 1]);
    expect(linked('many-to-one')).toEqual([0, 1]);
    expect(linked('one-to-many')).toEqual([]);
    expect(linked('many-to-many')).toEqual([]);
  });

  it('finds pairs that share nothing while another candidate is far better', () => {
    const rows = CLEAN.slice(1).map((row) => [...row]);
    rows.push(['000', 'r2', '1']);
    const findings = audit(rows, { cardinality: 'many-to-one' });
    expect(findings).toEqual([{ truthRow: rows.length - 1, reason: 'better-elsewhere', otherTruthRow: null, betterRow: 7 }]);
    expect(suspectRows(findings)).toEqual(new Set([rows.length - 1]));
  });

  it('finds an identical record elsewhere, but not where another left record has it', () => {
    const twins = tableOf(
      ['id', 'name'],
      [
        ['a', 'Same Name'],
        ['b', 'Same Name'],
        ['c', 'Other'],
      ],
    );
    const partners = tableOf(
      ['code', 'title'],
      [
        ['x', 'SAME name'],
        ['y', 'Same-Name Holding'],
        ['z', 'Other'],
        ['w', 'Another One'],
      ],
    );
    const tables = { left: twins, right: partners };
    expect(
      audit(
        [
          ['a', 'x', '1'],
          ['b', 'y', '1'],
          ['c', 'z', '1'],
        ],
        tables,
      ),
    ).toEqual([]);
    expect(
      reasons(
        audit(
          [
            ['a', 'y', '1'],
            ['c', 'z', '1'],
          ],
          tables,
        ),
      ),
    ).toEqual([[0, 'identical-elsewhere']]);
    expect(reasons(audit([['c', 'w', '1']], tables))).toEqual([[0, 'identical-elsewhere']]);
  });

  it('finds equal texts with different answers, and identical non-matches', () => {
    const twins = tableOf(
      ['id', 'name'],
      [
        ['a', 'Same Name'],
        ['b', 'Same Name'],
        ['c', 'Other'],
      ],
    );
    const partners = tableOf(
      ['code', 'title'],
      [
        ['x', 'Same Name Ltd'],
        ['z', 'Other'],
      ],
    );
    const tables = { left: twins, right: partners, cardinality: 'many-to-many' } as const;
    expect(
      reasons(
        audit(
          [
            ['a', 'x', '1'],
            ['b', 'x', '0'],
            ['c', 'z', '0'],
          ],
          tables,
        ),
      ),
    ).toEqual([
      [0, 'equal-texts-differ'],
      [1, 'equal-texts-differ'],
      [2, 'identical-non-match'],
    ]);
  });
});

describe('guessing', () => {
  it('finds id columns by their values', () => {
    const tables = { left, right };
    const swapped = tableOf(
      ['a', 'b', 'match'],
      CLEAN.map(([l, r, label]) => [r!, l!, label!]),
    );
    expect(guessTruthColumns(swapped, tables)).toMatchObject({
      columns: { left: 'b', right: 'a', label: 'match' },
      ids: { left: 'id', right: 'code' },
      overlap: 1,
    });
    expect(guessTruthColumns(tableOf(['a', 'b'], [['?', '!']]), tables)).toBeNull();
  });

  it('goes by headers where both tables have the same ids', () => {
    const tables = {
      left,
      right: tableOf(
        ['id', 'title'],
        NAMES.map((name, row) => [`00${row}`, name]),
      ),
    };
    const truth = tableOf(
      ['right_id', 'left_id'],
      NAMES.map((_, row) => [`00${row}`, `00${row}`]),
    );
    expect(guessTruthColumns(truth, tables)?.columns).toEqual({ left: 'left_id', right: 'right_id', label: null });
  });

  it('finds a column of the left table that holds right ids', () => {
    const withTruth = tableOf(
      ['id', 'name', 'partner'],
      NAMES.map((name, row) => [`00${row}`, name, `r${NAMES.length - 1 - row}`]),
    );
    expect(guessTruthColumn({ left: withTruth, right })).toEqual({ column: 'partner', rightId: 'code' });
    expect(guessTruthColumn({ left, right })).toBeNull();
  });
});
