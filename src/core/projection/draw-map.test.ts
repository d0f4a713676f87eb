import { describe, expect, it } from 'vitest';
import { NO_TEXT, type Sides, type VectorSet } from '../model/types';
import { createRandom } from '../numerics/random';
import type { RowTexts } from '../text/row-texts';
import { clusteredSet, quietJob } from '../vectors/nearest-fixture';
import { createMapDrawing } from './draw-map';
import type { MapLayout, RecordMap } from './record-map';

const CLUSTERS = 6;
const textsOf = (count: number, name: string): RowTexts => ({
  texts: Array.from({ length: count }, (_, at) => `${name} ${at}`),
  textOf: Uint32Array.from({ length: count }, (_, at) => at),
});
/** Vectors of which row r belongs to cluster r % 6. */
function labelledSet(count: number, seed: number): VectorSet {
  const shared = createRandom(3);
  const centres = Array.from({ length: CLUSTERS }, () => Array.from({ length: 32 }, shared.normal));
  const own = createRandom(seed);
  const rows = Array.from({ length: count }, (_, row) => centres[row % CLUSTERS]!.map((value) => value + 0.5 * own.normal()));
  return {
    model: '',
    dimensions: 32,
    data: Float32Array.from(rows.flatMap((row) => row.map((value) => value / Math.hypot(...row)))),
  };
}

async function draw(
  texts: Sides<RowTexts>,
  vectors: Sides<VectorSet> | null,
  seed = 1,
): Promise<RecordMap & { first: MapLayout }> {
  const drawing = createMapDrawing(texts, vectors, seed);
  const first = await drawing.start(quietJob);
  let layout = await drawing.refine(0, quietJob);
  while (layout.progress < 1) layout = await drawing.refine(1000, quietJob);
  return { layout, reading: await drawing.read(quietJob), first };
}

const vectors = { left: labelledSet(240, 5), right: labelledSet(160, 6) };
const texts = { left: textsOf(240, 'left'), right: textsOf(160, 'right') };

describe('a map', () => {
  it('is the same for the same seed, and another for another', async () => {
    const [one, again, other] = [await draw(texts, vectors), await draw(texts, vectors), await draw(texts, vectors, 2)];
    expect(again.layout.x).toEqual(one.layout.x);
    expect(again.layout.y).toEqual(one.layout.y);
    expect(again.reading).toEqual(one.reading);
    expect(other.layout.x).not.toEqual(one.layout.x);
  });

  it('keeps clusters apart, and those of both tables together', async () => {
    const { layout } = await draw(texts, vectors);
    const labels = Array.from(layout.x, (_, point) => (point < 240 ? point : point - 240) % CLUSTERS);
    let sameCluster = 0;
    let otherTable = 0;
    for (let at = 0; at < labels.length; at++) {
      const order = [...labels.keys()].filter((other) => other !== at);
      const away = (other: number) => Math.hypot(layout.x[other]! - layout.x[at]!, layout.y[other]! - layout.y[at]!);
      const near = order.sort((a, b) => away(a) - away(b)).slice(0, 10);
      sameCluster += near.filter((other) => labels[other] === labels[at]).length;
      otherTable += near.filter((other) => other < 240 !== at < 240).length;
    }
    expect(sameCluster / labels.length).toBeGreaterThan(9.5);
    expect(otherTable / labels.length).toBeGreaterThan(3);
  });

  it('has a region for each cluster', async () => {
    const { reading } = await draw(texts, vectors);
    expect(reading.regions.sizes.length).toBeGreaterThanOrEqual(CLUSTERS);
    expect(reading.regions.sizes.length).toBeLessThanOrEqual(3 * CLUSTERS);
    const inside = reading.regions.of.filter((region) => region >= 0).length;
    expect(inside).toBe(reading.regions.sizes.reduce((sum, size) => sum + size, 0));
    expect(inside).toBeGreaterThan(360);
  });

  it('shows equal texts of both tables side by side, and rows without text nowhere', async () => {
    const shared: Sides<RowTexts> = {
      left: { texts: ['a', 'b', 'c', 'd'], textOf: Uint32Array.of(0, 1, NO_TEXT, 2, 3, 0) },
      right: { texts: ['b', 'e'], textOf: Uint32Array.of(1, 0) },
    };
    const one = (rows: readonly number[]): VectorSet => ({
      model: '',
      dimensions: 2,
      data: Float32Array.from(rows.flatMap((angle) => [Math.cos(angle), Math.sin(angle)])),
    });
    const { layout } = await draw(shared, { left: one([0, 0.5, 1, 1.5]), right: one([0.5, 1.2]) });
    expect(layout.leftCount).toBe(6);
    expect(layout.texts).toBe(5);
    expect(layout.x[2]).toBeNaN();
    const away = (a: number, b: number) => Math.hypot(layout.x[a]! - layout.x[b]!, layout.y[a]! - layout.y[b]!);
    expect(away(0, 5)).toBeLessThan(away(0, 1) / 10);
    expect(away(1, 7)).toBeLessThan(away(1, 6) / 10);
    expect(away(1, 7)).toBeGreaterThan(0);
  });

  it('goes by letters where there are no vectors', async () => {
    const names = ['Northwind Traders', 'Contoso Bakery', 'Fabrikam Steel'];
    const rows = Array.from({ length: 60 }, (_, at) => `${names[at % 3]} ${'abcdefghij'[at % 10]}${at}`);
    const one: RowTexts = { texts: rows, textOf: Uint32Array.from(rows.keys()) };
    const { layout, reading } = await draw({ left: one, right: { texts: [], textOf: new Uint32Array() } }, null);
    expect(layout.basis).toBe('letters');
    expect(reading.partnersOfTen).toBeNull();
    const away = (a: number, b: number) => Math.hypot(layout.x[a]! - layout.x[b]!, layout.y[a]! - layout.y[b]!);
    let near = 0;
    for (let at = 0; at < 60; at++) {
      const nearest = [...rows.keys()].filter((other) => other !== at).sort((a, b) => away(at, a) - away(at, b))[0]!;
      near += Number(nearest % 3 === at % 3);
    }
    expect(near).toBe(60);
    expect(reading.words.flat()).toEqual(expect.arrayContaining(['northwind', 'contoso', 'fabrikam']));
  });

  it('is empty for tables without text', async () => {
    const none: RowTexts = { texts: [], textOf: Uint32Array.of(NO_TEXT) };
    const { layout, reading } = await draw({ left: none, right: none }, null);
    expect([...layout.x]).toEqual([Number.NaN, Number.NaN]);
    expect(reading.regions.sizes).toEqual([]);
    expect(reading.kept).toBeNull();
  });

  it('ends when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort();
    const drawing = createMapDrawing(texts, vectors, 1);
    await drawing.start(quietJob);
    await expect(drawing.refine(0, { ...quietJob, signal: stop.signal })).rejects.toThrow(/cancelled/);
  });
});

describe('how far a map can be believed', () => {
  it('is far above the first two directions alone', async () => {
    const many = { left: clusteredSet(700, 64, 8, 4, 30), right: clusteredSet(500, 64, 9, 4, 30) };
    const own = { left: textsOf(700, 'l'), right: textsOf(500, 'r') };
    const drawing = createMapDrawing(own, many, 1);
    await drawing.start(quietJob);
    await drawing.refine(0, quietJob);
    const before = (await drawing.read(quietJob)).kept!;
    let layout = await drawing.refine(1000, quietJob);
    while (layout.progress < 1) layout = await drawing.refine(1000, quietJob);
    const { kept, partnersOfTen } = await drawing.read(quietJob);
    expect(before.byChance).toBeLessThan(0.5);
    expect(kept!.ofTen).toBeGreaterThan(before.ofTen + 2);
    expect(kept!.ofTen).toBeGreaterThan(5);
    expect(partnersOfTen!).toBeGreaterThan(6);
  });
});
