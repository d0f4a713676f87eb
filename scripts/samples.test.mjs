import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { expect, test } from 'vitest';

async function readSample(name) {
  const text = await readFile(fileURLToPath(new URL(`../public/samples/${name}.csv`, import.meta.url)), 'utf8');
  const { data, errors } = Papa.parse(text, { header: true, skipEmptyLines: true });
  expect(errors).toEqual([]);
  return data;
}

const [left, right, truth] = await Promise.all(['companies-2023', 'companies-2024', 'companies-truth'].map(readSample));

test('record ids are unique and keep their zeros', () => {
  for (const rows of [left, right]) {
    const ids = rows.map((row) => row.id);
    expect(new Set(ids).size).toBe(rows.length);
    expect(ids.every((id) => /^0\d+$/.test(id))).toBe(true);
  }
});

test('the true pairs are one-to-one, name existing records and leave some without counterpart', () => {
  for (const [rows, key] of [
    [left, 'left_id'],
    [right, 'right_id'],
  ]) {
    const ids = new Set(rows.map((row) => row.id));
    const paired = new Set(truth.map((pair) => pair[key]));
    expect(paired.size).toBe(truth.length);
    expect([...paired].every((id) => ids.has(id))).toBe(true);
    expect(paired.size).toBeLessThan(rows.length);
  }
});

test('the pairs agree on the country', () => {
  const regions = new Intl.DisplayNames('en', { type: 'region' });
  const countryOfRight = new Map(right.map((row) => [row.id, regions.of(row.country)]));
  const countryOfLeft = new Map(left.map((row) => [row.id, row.country]));
  for (const pair of truth) expect(countryOfRight.get(pair.right_id)).toBe(countryOfLeft.get(pair.left_id));
});

test('the places with duplicates: every record has its true cluster, some clusters have several records, some one', async () => {
  const [places, clusters] = await Promise.all(['places', 'places-truth'].map(readSample));
  expect(clusters.map(({ id }) => id)).toEqual(places.map(({ id }) => id));
  expect(new Set(places.map(({ id }) => id)).size).toBe(places.length);
  const sizes = new Map();
  for (const { cluster_id: cluster } of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  expect(Math.min(...sizes.values())).toBe(1);
  expect(Math.max(...sizes.values())).toBeGreaterThan(2);
});
