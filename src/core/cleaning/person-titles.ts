import { foldMarks } from '../text/romanise/romanise';

/** Forms of address, academic and professional titles, without points and marks. */
export const TITLES = new Set(
  `dr drs dra dres prof profa professor professorin professeur profesor professore priv doz pd mr mrs ms mx miss mister mistress sir dame rev
  reverend hon mme mmes mlle mlles monsieur madame mademoiselle messrs herr frau fraulein hrn dipl kfm inf phys chem math betriebsw
  mag univ ao habil sra srta senor senora senorita signor signora signorina dott dottssa ssa ra avv geom dhr mevr mevrouw meneer mgr mga
  bc mudr judr rndr phdr paeddr mvdr lek pani doc hab sri smt shri dipling dipl-ing д-р г-н г-жа`.split(/\s+/u),
);
/** Titles only with a point or hyphen, since they are names or words as well. */
export const DOTTED = new Set('ing ir m hr fr sr sig arch med jur phil nat rer pol oec theol vet h c dent agr st'.split(' '));
/** What stands behind a name. */
export const DEGREES = new Set(
  `phd md ma ba msc bsc mba llm llb dds esq jd bs ms mphil dphil edd dsc meng beng mphys cpa rn fh csc drsc cbe obe kbe jr sr ii iii`.split(
    /\s+/u,
  ),
);
/** For scripts in other languages: titles before a name, those that need a point, and what stands behind. */
export const titleLists = (): {
  readonly before: readonly string[];
  readonly dotted: readonly string[];
  readonly behind: readonly string[];
} => ({
  before: [...TITLES].sort(),
  dotted: [...DOTTED].sort(),
  behind: [...DEGREES].sort(),
});
/** Parts of `Dr. rer. nat.`, which mean nothing alone. */
export const AFTER_DOCTOR = new Set(
  'med jur phil nat rer pol oec theol vet h c hc dent agr ing habil iur techn mont et mult'.split(' '),
);

/**
 * A person's name without titles: `Prof. Dr. med. Anna Weiß` → `Anna Weiß`, `Müller, Dipl.-Ing. Hans` → `Müller, Hans`,
 * `John Smith, PhD` → `John Smith`. A text that is nothing else, or has none, comes back as it is. Idempotent.
 */
export function removeTitles(text: string): string {
  const parts = text.split(',');
  const kept = parts.map((part, at) => (at > 0 && isDegrees(part) ? null : withoutLeading(part)));
  if (kept.every((part, at) => part === parts[at])) return text;
  const name = kept
    .filter((part) => part !== null && part.trim() !== '')
    .map((part) => part!.trim())
    .join(', ');
  return name === '' ? text : name;
}

function withoutLeading(part: string): string {
  const words = part.trim().split(/\s+/u);
  let from = 0;
  let isDoctor = false;
  while (from < words.length) {
    const pieces = piecesOf(words[from]!);
    if (!isTitle(words[from]!, pieces) && !(isDoctor && pieces.length > 0 && pieces.every((piece) => AFTER_DOCTOR.has(piece))))
      break;
    isDoctor ||= pieces.includes('dr');
    from++;
  }
  return from === 0 || from === words.length ? part : words.slice(from).join(' ');
}

function isTitle(word: string, pieces: readonly string[]): boolean {
  if (pieces.length === 0) return false;
  const isDotted = /[.\-/]/u.test(word);
  const isWhole = TITLES.has(pieces.join('')) || TITLES.has(pieces.join('-'));
  return (
    isWhole || (pieces.some((piece) => TITLES.has(piece) || (isDotted && piece === 'ing')) && pieces.every(isKnown(isDotted)))
  );
}

const isKnown =
  (isDotted: boolean) =>
  (piece: string): boolean =>
    TITLES.has(piece) || (isDotted && DOTTED.has(piece));

function isDegrees(part: string): boolean {
  const words = part.trim().split(/\s+/u);
  return part.trim() !== '' && words.every((word) => DEGREES.has(piecesOf(word).join('')) || isTitle(word, piecesOf(word)));
}

const piecesOf = (word: string): string[] =>
  foldMarks(word.toLowerCase())
    .split(/[.\-/()]+/u)
    .filter((piece) => piece !== '');
