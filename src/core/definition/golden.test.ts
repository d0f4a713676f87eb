import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { goldenAliases, goldenCleaning, goldenLinkages, goldenTexts } from './golden';
import { goldenLetters } from './golden-letters';
import type { Columns } from './golden-tables';

const root = new URL('../../../', import.meta.url);
const golden = (name: string): unknown => JSON.parse(readFileSync(new URL(`cluster/tests/golden/${name}.json`, root), 'utf8'));

function sample(name: string): Columns {
  const text = readFileSync(new URL(`public/samples/${name}.csv`, root), 'utf8');
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return Object.fromEntries(meta.fields!.map((field) => [field, data.map((row) => row[field] ?? '')]));
}

describe('golden files of the cluster (else run node scripts/cluster-golden.mjs)', () => {
  it('have texts as the core reads them', () => {
    expect(golden('texts')).toEqual(goldenTexts());
    expect(golden('aliases')).toEqual(goldenAliases());
    expect(golden('cleaning')).toEqual(JSON.parse(JSON.stringify(goldenCleaning())));
  });

  it('have candidates and links as the core finds them', async () => {
    const samples = {
      companies2023: sample('companies-2023'),
      companies2024: sample('companies-2024'),
      places: sample('places'),
    };
    for (const [name, linkage] of Object.entries(await goldenLinkages(samples))) {
      expect(golden(`linkage-${name}`), name).toEqual(JSON.parse(JSON.stringify(linkage)));
    }
  });

  it('have the records that looking letters up compares', async () => {
    expect(golden('letters')).toEqual(await goldenLetters());
  });
});
