/**
 * What is known of one candidate pair, in the order in which `match-score.json` weighs it. Leads are clipped to ±`LEAD_LIMIT`:
 * beyond it they say nothing more. Where the texts share no script, lexical members are 0 and `foreign` is 1: missing, not against.
 */
export const EVIDENCE = [
  'similarity',
  'similarityForeign',
  'similarityLead',
  'similarityRightLead',
  'lexical',
  'lexicalLead',
  'lexicalRightLead',
  'containment',
  'jaccard',
  'numberConflict',
  'sharesNumber',
  'foreign',
] as const;

export type EvidenceName = (typeof EVIDENCE)[number];
export const LEAD_LIMIT = 0.4;

/** Raw findings on one pair. `similarity` is NaN where there are no vectors. */
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
  readonly sharesNumber: boolean;
  readonly isForeign: boolean;
}

/** Writes the evidence of a pair to `out`, which has `EVIDENCE.length` members. */
export function weighEvidence(pair: PairFindings, out: Float64Array): void {
  const own = pair.isForeign ? 0 : 1;
  const hasVectors = !Number.isNaN(pair.similarity);
  out[0] = hasVectors ? pair.similarity : 0;
  out[1] = hasVectors && pair.isForeign ? pair.similarity : 0;
  out[2] = hasVectors ? clip(pair.similarityLead) : 0;
  out[3] = hasVectors ? clip(pair.similarityRightLead) : 0;
  out[4] = own * pair.lexical;
  out[5] = own * clip(pair.lexicalLead);
  out[6] = own * clip(pair.lexicalRightLead);
  out[7] = own * pair.containment;
  out[8] = own * pair.jaccard;
  out[9] = 1 - pair.numberAgreement;
  out[10] = pair.sharesNumber ? 1 : 0;
  out[11] = 1 - own;
}

const clip = (lead: number): number => Math.max(-LEAD_LIMIT, Math.min(LEAD_LIMIT, lead));
