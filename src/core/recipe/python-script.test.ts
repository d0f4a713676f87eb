import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CLEANING_KINDS, type CleaningStep } from '../cleaning/steps';
import { DEFAULT_MATCH_SETTINGS, type MatchSettings } from '../model/settings';
import { pythonScript } from './python-script';
import type { Recipe } from './recipe';

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('python3 is not here: whether scripts are Python is not looked at');

const ODD = 'a "b"\n\\ \u2028 {x}';
const steps: readonly CleaningStep[] = [
  { kind: 'spaces', columns: [ODD] },
  { kind: 'case', columns: [ODD], to: 'title' },
  { kind: 'case', columns: [ODD], to: 'upper' },
  { kind: 'accents', columns: [ODD] },
  { kind: 'legal-forms', columns: [ODD] },
  { kind: 'titles', columns: [ODD] },
  { kind: 'phone', columns: [ODD], countryCode: '49' },
  { kind: 'date', columns: [ODD], order: null },
  { kind: 'replace', columns: [ODD], find: '(?<x>a)\\u{62}"', by: '$<x>$1$$\\', isRegex: true, ignoreCase: true },
  { kind: 'replace', columns: [ODD], find: '"\n', by: "'", isRegex: false, ignoreCase: false },
  { kind: 'keep', columns: [ODD], what: 'letters' },
  { kind: 'keep', columns: [ODD], what: 'digits' },
  { kind: 'split', columns: [ODD], separator: null, at: [2], into: ['one', 'two'] },
  { kind: 'split', columns: ['one'], separator: ',', at: [], into: ['three'] },
  { kind: 'join', columns: ['one', 'two'], separator: '-', into: 'four' },
];
const recipeOf = (settings: Partial<MatchSettings>, isWithin = false): Recipe => ({
  format: 'rowlink-recipe',
  version: 1,
  app: '0.1.0',
  savedAt: '',
  name: ODD,
  tables: {
    left: { file: ODD, columns: [ODD], recordId: null, reading: {} },
    right: isWithin
      ? null
      : {
          file: 'b.xlsx',
          columns: [ODD],
          recordId: null,
          reading: { sheet: ODD, skipLast: 2 },
          found: { format: 'xlsx', encoding: null, delimiter: null, sheet: ODD, headerRow: 3 },
        },
  },
  settings: {
    ...DEFAULT_MATCH_SETTINGS,
    on: { left: [ODD], right: [ODD] },
    cleaning: { left: steps, right: steps },
    ...settings,
  },
  thresholdUsed: 0.6,
  model: { id: 'rowlink-small', sha256: null },
});

const stackedRecipe: Recipe = {
  ...recipeOf({}),
  tables: {
    ...recipeOf({}).tables,
    left: {
      ...recipeOf({}).tables.left,
      stack: {
        settings: { sourceColumn: ODD, rowColumn: null },
        isSheets: false,
        parts: [ODD, 'b'].map((file) => ({
          file,
          label: file,
          found: { format: 'csv', encoding: 'utf-8', delimiter: ';', sheet: null, headerRow: 0 },
        })),
      },
    },
  },
};

/** What Python makes of some source; its answer as JSON. */
function inPython(source: string, code: string): unknown {
  const ran = spawnSync('python3', ['-c', code], { input: source, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(ran.stderr);
  return JSON.parse(ran.stdout);
}
const PARSE =
  'import ast, json, sys; print(json.dumps([n.name for n in ast.parse(sys.stdin.read()).body if isinstance(n, ast.FunctionDef)]))';

describe.skipIf(!hasPython)('a recipe as a Python script', () => {
  it.each([
    ['plain', recipeOf({ cleaning: { left: [], right: [] } })],
    ['every cleaner', recipeOf({})],
    [
      'blocking',
      recipeOf({
        blocking: [
          { left: ODD, right: ODD, key: 'exact' },
          { left: ODD, right: ODD, key: 'prefix', length: 2 },
          { left: ODD, right: ODD, key: 'numeric-range', tolerance: 1 },
        ],
      }),
    ],
    ['many to many', recipeOf({ cardinality: 'many-to-many', threshold: null })],
    ['duplicates', recipeOf({ task: 'deduplicate' }, true)],
    ['stacked files', stackedRecipe],
  ])('%s: is Python', (_, recipe) => {
    expect(steps.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...CLEANING_KINDS]));
    expect(inPython(pythonScript(recipe), PARSE)).toContain('main');
  });

  it('says what LinkTransformer is to do', () => {
    expect(pythonScript(recipeOf({}))).toContain('lt.merge(a, b, on="link_text", model=model, merge_type="1:1"');
    expect(pythonScript(recipeOf({ cardinality: 'many-to-one', blocking: [{ left: ODD, right: ODD, key: 'exact' }] }))).toMatch(
      /lt\.merge_blocking\(.*blocking_vars=\["block_1"\], merge_type="m:1"/u,
    );
    expect(pythonScript(recipeOf({ cardinality: 'many-to-many' }))).toContain('k=min(CANDIDATES, len(b))');
    expect(pythonScript(recipeOf({ threshold: 0.8 }))).toContain('THRESHOLD = 0.8\n');
  });

  it('cleans cells as Rowlink does', () => {
    // Helpers alone: the packages of the script need not be here.
    const helpers = pythonScript(recipeOf({})).replace(/^import (linktransformer|pandas).*$/gmu, '');
    const cases = [
      ['without_accents("Ægir Øst Čapek ά й")', 'Aegir Ost Capek α й'],
      ['title_case("o\'NEILL-smith ÉCOLE")', "O'neill-Smith École"],
      ['without_legal_form("Müller & Söhne GmbH & Co. KG")', 'Müller & Söhne'],
      ['without_legal_form("Pekao Sp. z o.o.")', 'Pekao'],
      ['without_legal_form("Foo Limited")', 'Foo'],
      ['without_legal_form("Limited")', 'Limited'],
      ['without_titles("Prof. Dr. Anna Weiß")', 'Anna Weiß'],
      ['without_titles("Müller, Dipl.-Ing. Hans")', 'Müller, Hans'],
      ['without_titles("John Smith, PhD")', 'John Smith'],
      ['phone_form("+49 (0)30 / 123-45", "")', '+493012345'],
      ['phone_form("030 12345 ext. 12", "49")', '+493012345;ext=12'],
      ['phone_form("n/a", "49")', 'n/a'],
      ['iso_date("13.3.2024", None)', '2024-03-13'],
      ['iso_date("3/4/2024", None)', '3/4/2024'],
      ['iso_date("3/4/2024", "day-first")', '2024-04-03'],
      ['cut_at("abcd", [1, 3])', ['a', 'bc', 'd']],
    ] as const;
    const calls = cases.map(([call]) => call).join(', ');
    const code = `import json, sys; scope = {"__name__": "script"}; exec(sys.stdin.read(), scope); print(json.dumps(eval(${JSON.stringify(`[${calls}]`)}, scope)))`;
    expect(inPython(helpers, code)).toEqual(cases.map(([, after]) => after));
  });
});

it('names a model that somebody added, whatever its name', () => {
  const id = 'a"\nimport os @0123456789ab';
  const own = { id, sha256: 'ab', title: 'x', from: { kind: 'folder', name: 'x' } } as const;
  const script = pythonScript({ ...recipeOf({ model: id }), model: own });
  expect(script).toContain('# In Rowlink the model was a  import os @0123456789ab, weights with SHA-256 ab.');
  expect(script).not.toMatch(/^import os/mu);
  const adapter = { id: '0123456789abcdef', name: 'Firms\n# x', base: { model: id, sha256: 'ab', dimensions: 8 } };
  const tuned = pythonScript({ ...recipeOf({ model: id }), model: own, adapter });
  expect(tuned).toMatch(/^# .*through the adapter Firms +x \(0123456789abcdef\), which this script does not apply\.$/mu);
  const fromHub = { ...own, id: 'intfloat/e5@0123456789ab', from: { kind: 'hub', name: 'intfloat/e5@main' } } as const;
  expect(pythonScript({ ...recipeOf({ model: fromHub.id }), model: fromHub })).toContain('MODEL = "intfloat/e5"');
});
