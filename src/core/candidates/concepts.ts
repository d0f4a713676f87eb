import { findLinks, type LinkSettings } from '../links/suggest-links';
import type { ConceptSettings, MatchSettings } from '../model/settings';
import type { CandidateSet, Job, Link } from '../model/types';
import type { ComparedTable } from '../text/records';

/** Aliases looked at for each candidate that is kept: several of one concept take places from others. */
const ALIASES = 5;
const MOST_CANDIDATES = 100;

/** The concept of every right row, named by the first row that has its id; a row without an id is a concept of its own. O(rows). */
export function conceptsOf(ids: readonly string[]): Uint32Array {
  const first = new Map<string, number>();
  return Uint32Array.from(ids, (cell, row) => {
    const id = cell.trim();
    if (id === '') return row;
    const known = first.get(id);
    if (known === undefined) first.set(id, row);
    return known ?? row;
  });
}

/**
 * The reference list with nothing to compare in rows of other types than those asked for, so that they have no candidates. A cell may
 * name several types, apart by `;` or `|`; case does not count. No types given leaves the table as it is.
 */
export function keepTypes(table: ComparedTable, textColumns: readonly string[], concept: ConceptSettings): ComparedTable {
  if (!concept.type || concept.types.length === 0) return table;
  const wanted = new Set(concept.types.map((type) => type.trim().toLowerCase()));
  const cells = table.columns.get(concept.type)!;
  const isWanted = cells.map((cell) => cell.split(/[;|]/u).some((type) => wanted.has(type.trim().toLowerCase())));
  const columns = new Map(table.columns);
  for (const name of textColumns) {
    columns.set(
      name,
      table.columns.get(name)!.map((cell, row) => (isWanted[row] ? cell : '')),
    );
  }
  return { ...table, columns };
}

/** Settings that find enough aliases to fill the candidates of a row with different concepts. */
export function settingsForAliases(settings: MatchSettings): MatchSettings {
  return { ...settings, candidatesPerRow: Math.min(MOST_CANDIDATES, settings.candidatesPerRow * ALIASES) };
}

/**
 * One candidate a concept: an alias that fits counts for its concept, and the best alias stands for it (ties: the one that comes
 * first). At most `limit` a left row. O(candidates).
 *
 * @param conceptOf concept of every right row
 */
export function groupByConcept(candidates: CandidateSet, conceptOf: Uint32Array, limit: number): CandidateSet {
  const offsets = new Uint32Array(candidates.leftCount + 1);
  const kept: number[] = [];
  for (let left = 0; left < candidates.leftCount; left++) {
    const seen = new Set<number>();
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]! && seen.size < limit; at++) {
      const concept = conceptOf[candidates.right[at]!]!;
      if (seen.has(concept)) continue;
      seen.add(concept);
      kept.push(at);
    }
    offsets[left + 1] = kept.length;
  }
  const take = (values: Float32Array): Float32Array => Float32Array.from(kept, (at) => values[at]!);
  return {
    leftCount: candidates.leftCount,
    rightCount: candidates.rightCount,
    offsets,
    right: Uint32Array.from(kept, (at) => candidates.right[at]!),
    similarity: take(candidates.similarity),
    lexical: take(candidates.lexical),
    matchScore: take(candidates.matchScore),
  };
}

/** Links under a cardinality that counts concepts, not aliases. @throws AppError `job/cancelled` */
export async function findConceptLinks(
  candidates: CandidateSet,
  conceptOf: Uint32Array,
  settings: LinkSettings,
  job: Job,
): Promise<Link[]> {
  const byConcept = { ...candidates, right: candidates.right.map((row) => conceptOf[row]!) };
  const aliasOf = (left: number, concept: number): number => {
    for (let at = candidates.offsets[left]!; at < candidates.offsets[left + 1]!; at++) {
      if (byConcept.right[at] === concept) return candidates.right[at]!;
    }
    return concept;
  };
  const links = await findLinks(byConcept, settings, job);
  return links.map((link) => ({ ...link, right: aliasOf(link.left, link.right) }));
}
