import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../numerics/random';
import { comparePortraits } from './compare-portraits';
import { type PORTRAIT_VERSION, portrayTexts, SCRIPT_BINS, type TablePortrait } from './text-portrait';

const WORDS = ['north', 'river', 'steel', 'works', 'paper', 'trade', 'union', 'light', 'stone', 'glass', 'bank', 'farm', 'mill'];

/** Names of two or three words, one in five with a number. */
function names(count: number, seed: number, change: (name: string) => string = (name) => name): string[] {
  const { uniform } = createRandom(seed);
  const word = () => WORDS[Math.floor(uniform() * uniform() * WORDS.length)]!;
  return Array.from({ length: count }, () => {
    const parts = [
      word(),
      word(),
      ...(uniform() < 0.5 ? [word()] : []),
      ...(uniform() < 0.2 ? [`${Math.floor(uniform() * 900)}`] : []),
    ];
    return change(parts.join(' '));
  });
}
const portray = (cells: readonly string[], name = 'name'): TablePortrait => portrayTexts([{ name, cells }]);
const traitsOf = (before: readonly string[], now: readonly string[]) =>
  comparePortraits(portray(before), portray(now)).map(({ trait, size }) => `${trait}: ${size}`);

describe('comparePortraits', () => {
  it('says nothing of two files that are alike, in at most one of a hundred pairs', () => {
    let named = 0;
    const pairs = 300;
    for (let pair = 0; pair < pairs; pair++) {
      const [n, m] = [60 + ((pair * 7) % 400), 60 + ((pair * 13) % 900)];
      if (traitsOf(names(n, 2 * pair + 1), names(m, 2 * pair + 2)).length > 0) named++;
    }
    expect(named / pairs).toBeLessThanOrEqual(0.01);
  });

  it('names what changed: cells that became empty, another script, longer texts, codes, other words', () => {
    const before = names(400, 1);
    expect(
      traitsOf(
        before,
        names(400, 2, (name) => (name.length % 3 === 0 ? '' : name)),
      ),
    ).toContain('filled: much');
    const russian = names(400, 3, (name) => (name.includes('river') ? 'Речной завод' : name));
    const [script] = comparePortraits(portray(before), portray(russian)).filter(({ trait }) => trait === 'script');
    expect(script).toMatchObject({ size: 'much', before: 0, bin: SCRIPT_BINS.indexOf('cyrillic') });
    expect(script!.now).toBeCloseTo(russian.filter((name) => name.startsWith('Р')).length / 400, 9);
    expect(
      traitsOf(
        before,
        names(400, 4, (name) => `${name} limited liability company of the state of Delaware`),
      ),
    ).toEqual(expect.arrayContaining(['length: much', 'words-a-cell: much', 'words: much']));
    expect(
      traitsOf(
        before,
        names(400, 5, (name) => `A${name.length}-${name.length * 7}`),
      ),
    ).toContain('digits: much');
    const otherWords = names(400, 6, (name) => name.replaceAll('river', 'ocean').replaceAll('north', 'south'));
    expect(traitsOf(before, otherWords)).toEqual(['words: much']);
  });

  it('is silent about few rows, other columns, and portraits of another version', () => {
    const few = names(20, 1);
    expect(
      traitsOf(
        few,
        few.map(() => ''),
      ),
    ).toEqual([]);
    const [before, now] = [
      portray(names(200, 1)),
      portray(
        names(200, 2, () => '42'),
        'code',
      ),
    ];
    expect(comparePortraits(before, now)).toEqual([]);
    const older = { ...before, version: 0 as unknown as typeof PORTRAIT_VERSION };
    expect(comparePortraits(older, portray(names(200, 2, () => '42')))).toEqual([]);
  });

  it('has finite, ordered findings for any cells', () => {
    const cells = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('')), { minLength: 60, maxLength: 150 });
    fc.assert(
      fc.property(cells, cells, (a, b) => {
        const found = comparePortraits(portray(a), portray(b));
        for (const { index, before, now } of found) {
          expect(Number.isFinite(index)).toBe(true);
          expect(Math.min(before, now)).toBeGreaterThanOrEqual(0);
          expect(Math.max(before, now)).toBeLessThanOrEqual(1);
        }
        expect(found.map(({ index }) => index)).toEqual([...found.map(({ index }) => index)].sort((x, y) => y - x));
        expect(comparePortraits(portray(a), portray(a))).toEqual([]);
      }),
      { seed: 11, numRuns: 100 },
    );
  });
});

describe('portrayTexts', () => {
  it('holds no words, and reads large tables by rows spread over them', () => {
    const secret = Array.from({ length: 120_000 }, (_, row) => (row < 60_000 ? 'kept secret' : ''));
    const portrait = portray(secret);
    expect(JSON.stringify(portrait)).not.toMatch(/secret/u);
    expect(JSON.stringify(portrait).length).toBeLessThan(1500);
    const [empty, filled] = portrait.columns[0]!.counts.filled;
    expect(filled! / (empty! + filled!)).toBeCloseTo(0.5, 3);
    expect(portrait.rows).toBe(120_000);
  });
});
