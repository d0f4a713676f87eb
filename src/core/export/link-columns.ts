/** Who accepted a pair, and when: ISO 8601 in UTC; null where it is not known. */
export interface Signature {
  readonly at: string | null;
  readonly by: string | null;
}

/** A pair to be exported, 0-based rows. `signature` null: suggested by the threshold alone; nobody decided. */
export interface ExportLink {
  readonly left: number;
  readonly right: number;
  readonly matchScore: number;
  readonly signature: Signature | null;
}

/** Links as columns, to cross to a worker without a word: `signature[i]` is 0 where nobody decided, else a place in `signatures` plus 1. */
export interface LinkColumns {
  readonly left: Uint32Array<ArrayBuffer>;
  readonly right: Uint32Array<ArrayBuffer>;
  readonly matchScore: Float32Array<ArrayBuffer>;
  readonly signature: Uint32Array<ArrayBuffer>;
  readonly signatures: readonly Signature[];
}

const FIRST_ROOM = 1024;

/** Collects links one by one. */
export function createLinkCollector(): { add(link: ExportLink): void; finish(): LinkColumns } {
  let count = 0;
  let left = new Uint32Array(FIRST_ROOM);
  let right = new Uint32Array(FIRST_ROOM);
  let matchScore = new Float32Array(FIRST_ROOM);
  let signature = new Uint32Array(FIRST_ROOM);
  const signatures: Signature[] = [];
  const places = new Map<string, number>();

  const placeOf = (signed: Signature | null): number => {
    if (!signed) return 0;
    const key = JSON.stringify([signed.at, signed.by]);
    const known = places.get(key);
    if (known !== undefined) return known;
    signatures.push(signed);
    places.set(key, signatures.length);
    return signatures.length;
  };
  const grow = (): void => {
    const room = left.length * 2;
    const wider = (column: Uint32Array<ArrayBuffer>) => {
      const next = new Uint32Array(room);
      next.set(column);
      return next;
    };
    left = wider(left);
    right = wider(right);
    signature = wider(signature);
    const scores = new Float32Array(room);
    scores.set(matchScore);
    matchScore = scores;
  };
  return {
    add(link) {
      if (count === left.length) grow();
      left[count] = link.left;
      right[count] = link.right;
      matchScore[count] = link.matchScore;
      signature[count++] = placeOf(link.signature);
    },
    finish: () => ({
      left: left.slice(0, count),
      right: right.slice(0, count),
      matchScore: matchScore.slice(0, count),
      signature: signature.slice(0, count),
      signatures,
    }),
  };
}

/** Links as columns, in the given order. */
export function linkColumns(links: Iterable<ExportLink>): LinkColumns {
  const collector = createLinkCollector();
  for (const link of links) collector.add(link);
  return collector.finish();
}

/** By left row, then right row. O(n log n), O(n) where they are in order already. */
export function sortLinks(links: LinkColumns): LinkColumns {
  const { left, right, matchScore, signature, signatures } = links;
  const before = (a: number, b: number): number => left[a]! - left[b]! || right[a]! - right[b]!;
  let isSorted = true;
  for (let at = 1; at < left.length && isSorted; at++) isSorted = before(at - 1, at) <= 0;
  if (isSorted) return links;
  const order = Uint32Array.from(left, (_, at) => at).sort(before);
  return {
    left: order.map((at) => left[at]!),
    right: order.map((at) => right[at]!),
    matchScore: Float32Array.from(order, (at) => matchScore[at]!),
    signature: order.map((at) => signature[at]!),
    signatures,
  };
}

/** Who decided on the link at this place; null where the threshold did. */
export const signatureAt = ({ signature, signatures }: LinkColumns, at: number): Signature | null =>
  signature[at] === 0 ? null : signatures[signature[at]! - 1]!;

/** `accepted` by a person; `suggested` by the threshold alone. */
export const statusAt = ({ signature }: LinkColumns, at: number): 'accepted' | 'suggested' =>
  signature[at] === 0 ? 'suggested' : 'accepted';

/** The buffers of links that move to a worker. */
export const linkBuffers = ({ left, right, matchScore, signature }: LinkColumns): ArrayBuffer[] => [
  left.buffer,
  right.buffer,
  matchScore.buffer,
  signature.buffer,
];
