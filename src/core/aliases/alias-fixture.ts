import type { AliasGroup } from './alias-group';

const WORDS: readonly (readonly [string, string])[] = [
  ['Hosp', 'Hospital'],
  ['Elem', 'Elementary'],
  ['Sch', 'School'],
  ['Cnty', 'County'],
  ['Twp', 'Township'],
  ['Mem', 'Memorial'],
  ['Svc', 'Service'],
  ['Comm', 'Commission'],
  ['Auth', 'Authority'],
  ['PD', 'Police Department'],
  ['FD', 'Fire Department'],
  ['DOT', 'Department of Transportation'],
  ['EPA', 'Environmental Protection Agency'],
  ['DA', 'District Attorney'],
  ['WTP', 'Water Treatment Plant'],
  ['HA', 'Housing Authority'],
  ['PW', 'Public Works'],
  ['P&R', 'Parks and Recreation'],
  ['Lib', 'Library'],
  ['Ct', 'Court'],
  ['Chldn', 'Childrens'],
  ['Rehab', 'Rehabilitation'],
  ['Psych', 'Psychiatric'],
  ['Voc', 'Vocational'],
  ['Tech', 'Technical'],
  ['Coll', 'College'],
  ['Hlth', 'Health'],
  ['Med', 'Medical'],
  ['Clin', 'Clinic'],
];
const PLACES =
  `Ada Ames Arden Aspen Bexley Boone Bristol Burton Calder Camden Clare Clinton Dalton Dover Dunn Easton Elgin Essex Fargo Fenton
  Fulton Galena Grant Hadley Harlan Hays Hudson Irving Jasper Jordan Kenton Kirby Lamar Logan Lyons Marion Mercer Milan Morgan Nelson`.split(
    /\s+/u,
  );

/** A register of invented offices in full (right), `count` of them abbreviated and in another order of words (left). */
export function abbreviatedRegister(count: number, total: number) {
  let state = 7;
  const chance = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const pick = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!;
  const known = new Set<string>();
  const names: { readonly short: string; readonly full: string; readonly at: number }[] = [];
  while (names.length < total) {
    const place = pick(PLACES);
    const words = [...new Set([pick(WORDS), pick(WORDS), ...(chance() < 0.5 ? [pick(WORDS)] : [])])];
    const id = [place, ...words.map(([, full]) => full)].sort().join(' ');
    if (known.has(id)) continue;
    known.add(id);
    const short = words.map(([abbreviation, full]) => (chance() < 0.85 ? abbreviation : full));
    names.push({
      short: (chance() < 0.5 ? [place, ...short] : [...short, place]).join(' '),
      full: [place, ...words.map(([, full]) => full)].join(' '),
      at: chance(),
    });
  }
  const shuffled = [...names].sort((a, b) => a.at - b.at);
  return {
    left: names.slice(0, count).map(({ short }) => short),
    right: shuffled.map(({ full }) => full),
    partnerOf: names.slice(0, count).map((name) => shuffled.indexOf(name)),
    aliases: WORDS.map((words): AliasGroup => ({ words })),
  };
}
