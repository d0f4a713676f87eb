/** The texts that one worker embeds; `indices[i]` is the place of `texts[i]` among all. */
export interface Deck {
  readonly indices: Uint32Array;
  readonly texts: readonly string[];
}

/** More workers than this cost more memory than they save time. */
const MOST_WORKERS = 4;
/** A worker loads the model first, which costs as much as embedding some hundred texts. */
const TEXTS_WORTH_A_WORKER = 200;

/**
 * Deals distinct texts to workers, by length and in turn, so that all get the same work. `twins` maps the place of a repeated
 * text to the place of its first occurrence, which alone is dealt.
 */
export function dealTexts(
  texts: readonly string[],
  cores: number,
): { readonly decks: readonly Deck[]; readonly twins: ReadonlyMap<number, number> } {
  const first = new Map<string, number>();
  const twins = new Map<number, number>();
  texts.forEach((text, index) => {
    const original = first.get(text);
    if (original === undefined) first.set(text, index);
    else twins.set(index, original);
  });
  const order = [...first.values()].sort((a, b) => texts[b]!.length - texts[a]!.length || a - b);
  const count = Math.max(1, Math.min(cores, MOST_WORKERS, Math.ceil(order.length / TEXTS_WORTH_A_WORKER)));
  const decks = Array.from({ length: count }, (_, worker) => order.filter((_, position) => position % count === worker));
  return {
    decks: decks.map((indices) => ({ indices: Uint32Array.from(indices), texts: indices.map((index) => texts[index]!) })),
    twins,
  };
}
