import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../bench/company-names.mjs';
import { orderTexts } from './order-texts';

/** Distinct texts out of few letters, so that many start alike; NUL among them, which a text that has ended must not be taken for. */
function manyTexts(count: number): string[] {
  const random = seededRandom(3);
  const texts = new Set<string>();
  while (texts.size < count) {
    const length = Math.floor(random() * 9);
    texts.add(Array.from({ length }, () => 'ab\u0000é東\uffff'[Math.floor(random() * 6)]).join(''));
  }
  return [...texts];
}

describe('orderTexts', () => {
  it.each([300, 6_000])('puts %i texts by length, then by code units', (count) => {
    const texts = manyTexts(count);
    const lengths = Uint32Array.from(texts, (text) => (text.length * 7) % 5);
    const wanted = [...texts.keys()].sort((a, b) => lengths[b]! - lengths[a]! || (texts[a]! < texts[b]! ? -1 : 1));
    expect([...orderTexts(texts, lengths)]).toEqual(wanted);
  });
});
