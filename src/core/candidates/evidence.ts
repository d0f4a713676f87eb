/**
 * What is known of one candidate pair, in the order in which `match-score.json` weighs it. Leads (how far a value is ahead of the
 * best rival) are clipped to ±`LEAD_LIMIT`: beyond it they say nothing more. Texts that share no script have evidence of their
 * own: what letters say of them is missing, not against them. `briefSimilarityLead` fades with the length of the shorter text, as
 * vectors tell names apart better than long descriptions.
 */
export const EVIDENCE = [
  'similarity',
  'similarityLead',
  'similarityRightLead',
  'briefSimilarityLead',
  'foreignSimilarity',
  'foreignSimilarityLead',
  'foreignSimilarityRightLead',
  'lexical',
  'lexicalLead',
  'lexicalRightLead',
  'containment',
  'jaccard',
  'numberConflict',
  'foreign',
] as const;

export type EvidenceName = (typeof EVIDENCE)[number];
export const LEAD_LIMIT = 0.4;

/** Raw findings on one pair. `similarity` is NaN where there are no vectors. `words` is the length of the shorter text. */
export interface PairFindings {
  readonly similarity: number;
  readonly similarityLead: number;
  readonly similarityRightLead: number;
  readonly lexical: number;
  readonly lexicalLead: number;
  readonly lexicalRightLead: number;
  readonly containment: number;
  readonly jaccard: number;
  readonly numberAgreement: number;
  readonly words: number;
  readonly isForeign: boolean;
}

/** Writes the evidence of a pair to `out`, which has `EVIDENCE.length` members. */
export function weighEvidence(pair: PairFindings, out: Float64Array): void {
  const hasVectors = !Number.isNaN(pair.similarity);
  const own = pair.isForeign ? 0 : 1;
  const similarity = hasVectors ? pair.similarity : 0;
  const lead = hasVectors ? clip(pair.similarityLead) : 0;
  const rightLead = hasVectors ? clip(pair.similarityRightLead) : 0;
  out[0] = own * similarity;
  out[1] = own * lead;
  out[2] = own * rightLead;
  out[3] = (own * lead) / Math.max(1, pair.words / BRIEF_WORDS);
  out[4] = (1 - own) * similarity;
  out[5] = (1 - own) * lead;
  out[6] = (1 - own) * rightLead;
  out[7] = own * pair.lexical;
  out[8] = own * clip(pair.lexicalLead);
  out[9] = own * clip(pair.lexicalRightLead);
  out[10] = own * pair.containment;
  out[11] = own * pair.jaccard;
  out[12] = 1 - pair.numberAgreement;
  out[13] = 1 - own;
}

const clip = (lead: number): number => Math.max(-LEAD_LIMIT, Math.min(LEAD_LIMIT, lead));
const BRIEF_WORDS = 4;
