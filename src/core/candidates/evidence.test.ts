import { describe, expect, it } from 'vitest';
import { EVIDENCE, type EvidenceName, LEAD_LIMIT, type PairFindings, weighEvidence } from './evidence';

const findings: PairFindings = {
  similarity: 0.8,
  similarityLead: 0.1,
  similarityRightLead: -0.2,
  lexical: 0.6,
  lexicalLead: 0.3,
  lexicalRightLead: 0.05,
  containment: 0.9,
  jaccard: 0.7,
  numberAgreement: 0.25,
  words: 8,
  isForeign: false,
};

function weigh(change: Partial<PairFindings> = {}): Record<EvidenceName, number> {
  const out = new Float64Array(EVIDENCE.length).fill(Number.NaN);
  weighEvidence({ ...findings, ...change }, out);
  return Object.fromEntries(EVIDENCE.map((name, at) => [name, out[at]!])) as Record<EvidenceName, number>;
}

describe('weighEvidence', () => {
  it('puts every finding under its name', () => {
    expect(weigh()).toEqual({
      similarity: 0.8,
      similarityLead: 0.1,
      similarityRightLead: -0.2,
      briefSimilarityLead: 0.05,
      foreignSimilarity: 0,
      foreignSimilarityLead: 0,
      foreignSimilarityRightLead: -0,
      lexical: 0.6,
      lexicalLead: 0.3,
      lexicalRightLead: 0.05,
      containment: 0.9,
      jaccard: 0.7,
      numberConflict: 0.75,
      foreign: 0,
    });
  });

  it('leaves letters out where no script is shared', () => {
    const weighed = weigh({ isForeign: true });
    expect(weighed).toMatchObject({ foreign: 1, foreignSimilarity: 0.8, foreignSimilarityLead: 0.1, numberConflict: 0.75 });
    for (const name of ['similarity', 'lexical', 'lexicalLead', 'lexicalRightLead', 'containment', 'jaccard'] as const)
      expect(Math.abs(weighed[name])).toBe(0);
  });

  it('clips leads', () => {
    const weighed = weigh({ similarityLead: 3, similarityRightLead: -3, lexicalLead: 3, lexicalRightLead: -3, words: 1 });
    expect(weighed).toMatchObject({
      similarityLead: LEAD_LIMIT,
      similarityRightLead: -LEAD_LIMIT,
      briefSimilarityLead: LEAD_LIMIT,
    });
    expect(weighed).toMatchObject({ lexicalLead: LEAD_LIMIT, lexicalRightLead: -LEAD_LIMIT });
  });

  it('has no vector evidence without vectors, and never a NaN', () => {
    const weighed = weigh({ similarity: Number.NaN, similarityLead: Number.NaN, similarityRightLead: 0 });
    expect(weighed).toMatchObject({ similarity: 0, similarityLead: 0, briefSimilarityLead: 0, lexical: 0.6 });
    expect(Object.values(weighed).some(Number.isNaN)).toBe(false);
  });
});
