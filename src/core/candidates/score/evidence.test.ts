import { describe, expect, it } from 'vitest';
import { createEvidence, EVIDENCE, EVIDENCE_GROUPS, type EvidenceName } from './evidence';

const gathered = (left: string, right: string, known = { similarity: 0.5, lexical: 0.3 }): Record<EvidenceName, number> => {
  const out = new Float64Array(EVIDENCE.length);
  createEvidence({ left: [left], right: [right] }).gather(0, 0, known, out);
  return Object.fromEntries(EVIDENCE.map((name, at) => [name, out[at]!])) as Record<EvidenceName, number>;
};

describe('createEvidence', () => {
  it('keeps texts that share no script apart', () => {
    const own = gathered('Acme', 'Acme Inc');
    const foreign = gathered('Белослав', 'Beloslav');
    expect([own.similarity, own.foreignSimilarity, own.lexical, own.foreignLexical, own.foreign]).toEqual([0.5, 0, 0.3, 0, 0]);
    expect([foreign.similarity, foreign.foreignSimilarity, foreign.lexical, foreign.foreignLexical, foreign.foreign]).toEqual([
      0, 0.5, 0, 0.3, 1,
    ]);
    expect(foreign.foreignGramShare).toBe(1);
  });

  it('counts missing vectors as nothing', () => {
    const found = gathered('Acme', 'Acme', { similarity: Number.NaN, lexical: 1 });
    expect(found.similarity).toBe(0);
    expect(found.identical).toBe(1);
  });

  it('sees numbers that agree and contradict', () => {
    expect(gathered('Block 12', 'Block 12 A')).toMatchObject({ numberAgreement: 1, numberConflict: 0 });
    expect(gathered('Block 12', 'Block 21')).toMatchObject({ numberAgreement: 0, numberConflict: 1 });
    expect(gathered('Block 12', 'Block')).toMatchObject({ numberAgreement: 0, numberConflict: 0 });
    expect(gathered('Part II', 'Part 2')).toMatchObject({ numberAgreement: 1, numberConflict: 0 });
  });

  it('sees the same code in other spellings', () => {
    expect(gathered('Sharp LC-37D44U', 'lc37d44u tv').sharedCode).toBeGreaterThan(0.4);
    expect(gathered('tel. 404/264-1163', '404-264-1163').sharedCode).toBeGreaterThan(0.4);
    expect(gathered('Sharp LC-37D44U', 'Sharp LC-42D44U').sharedCode).toBe(0);
  });

  it('lets a legal form weigh less than a name', () => {
    const name = gathered('Acme Ltd', 'Acme GmbH');
    const form = gathered('Acme Ltd', 'Zulu Ltd');
    expect(name.containment).toBeGreaterThan(form.containment);
  });

  it('has each evidence in at most one group, at its place', () => {
    const grouped = Object.values(EVIDENCE_GROUPS).flat();
    expect(new Set(grouped).size).toBe(grouped.length);
    for (const name of grouped) expect(EVIDENCE).toContain(name);
  });
});
