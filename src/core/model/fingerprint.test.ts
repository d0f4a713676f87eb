import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createContentHash, fingerprintOf, sha256Hex } from './fingerprint';
import type { Fingerprint } from './types';

const input = 'abc' as Fingerprint;

describe('fingerprintOf', () => {
  it('does not depend on the order of settings at any depth', () => {
    const one = fingerprintOf('stage', 1, { a: 1, b: { c: [1, 2], d: 'x' } }, [input]);
    expect(fingerprintOf('stage', 1, { b: { d: 'x', c: [1, 2] }, a: 1 }, [input])).toBe(one);
    expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes an undefined member for an absent one', () => {
    expect(fingerprintOf('stage', 1, { a: 1, b: undefined }, [])).toBe(fingerprintOf('stage', 1, { a: 1 }, []));
  });

  it('keeps apart what differs in any part', () => {
    const keys = [
      fingerprintOf('stage', 1, { a: 1 }, [input]),
      fingerprintOf('other', 1, { a: 1 }, [input]),
      fingerprintOf('stage', 2, { a: 1 }, [input]),
      fingerprintOf('stage', 1, { a: 2 }, [input]),
      fingerprintOf('stage', 1, { a: '1' }, [input]),
      fingerprintOf('stage', 1, { a: null }, [input]),
      fingerprintOf('stage', 1, { a: [1] }, [input]),
      fingerprintOf('stage', 1, {}, [input]),
      fingerprintOf('stage', 1, [['a', 1]], [input]),
      fingerprintOf('stage', 1, JSON.parse('{"a":1,"__proto__":2}'), [input]),
      fingerprintOf('stage', 1, { a: 1 }, []),
      fingerprintOf('stage', 1, { a: 1 }, [input, input]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('depends on the order of lists and inputs', () => {
    const other = 'def' as Fingerprint;
    expect(fingerprintOf('s', 1, [1, 2], [])).not.toBe(fingerprintOf('s', 1, [2, 1], []));
    expect(fingerprintOf('s', 1, null, [input, other])).not.toBe(fingerprintOf('s', 1, null, [other, input]));
  });
});

describe('content hashes', () => {
  it('are SHA-256, and do not depend on how the content is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 6 }), (pieces) => {
        const whole = pieces.join('');
        const expected = createHash('sha256').update(whole, 'utf8').digest('hex');
        const hash = createContentHash();
        for (const piece of pieces) hash.update(piece);
        expect(hash.digest()).toBe(expected);
        expect(sha256Hex(new TextEncoder().encode(whole))).toBe(expected);
      }),
      { seed: 14 },
    );
  });
});
