// Invented company names with the variation that registers, invoices and lists show, and the truth known. Seeded: the same
// numbers give the same tables on every machine.

const STARTS =
  'al ar bel ber bran cal car cor dal del dor el en fal far fen gar gol hal har hol ing jan kar kel kor lan lar lin mal mar mel mor nar nel nor ol or pal per quin ral ren ros sal san sel sol tal tar tor ul val var vel vor wal wen wil yor zan zel'.split(
    ' ',
  );
const MIDDLES =
  'a e i o ba be bi da de di ga ge ka ki la le li lo ma me mi na ne no ra re ri ro sa se si ta te ti to va ve vi'.split(' ');
const ENDS =
  'berg bert borg by dale den der dorf feld field ford gaard han ham ini ino kov kova lan land ler ley lin ling mann mark mas mond mont nen ner ney quist ra rath ren rez ric sen ska son stad stein sten ström ton tti vall vano ville wick wood worth zzi'.split(
    ' ',
  );
const TRADES =
  'Logistics Foods Textiles Chemicals Engineering Electronics Software Systems Energy Pharmaceuticals Construction Steel Plastics Paper Glass Tools Motors Shipping Airlines Insurance Trading Consulting Media Publishing Furniture Machinery Optics Instruments Dairy Bakery Brewing Wines Seeds Farms Timber Mining Minerals Ceramics Packaging Printing Telecom Networks Robotics Biotech Diagnostics Cosmetics Footwear Apparel Toys Sports Travel Hotels Restaurants Security Cleaning Plumbing Heating Solar Batteries Cables Marine Aerospace Rail Leasing Capital'.split(
    ' ',
  );
const EXTRAS =
  'International Global European Nordic Pacific Atlantic United National General Advanced Applied Integrated Modern Premier Royal Western Eastern Northern Southern Central'.split(
    ' ',
  );
const TAILS =
  'Group Holdings Services Solutions Industries Manufacturing Partners Works Technologies Products Supplies Enterprises'.split(
    ' ',
  );
const PLACES =
  'Hamburg Lyon Torino Porto Leeds Austin Denver Boston Geneva Oslo Malmö Turku Gdańsk Brno Zürich Köln Sevilla Cork Dublin Leuven Utrecht Aarhus Riga Tallinn Graz Linz Bilbao Nantes Bologna Perth'.split(
    ' ',
  );
const FORMS = [
  ['Ltd', 'Limited', 'Ltd.', 'LTD', 'Co. Ltd', 'Company Limited'],
  ['Inc.', 'Incorporated', 'Inc', 'INC', ', Inc.'],
  ['Corp.', 'Corporation', 'Corp', 'CORP'],
  ['GmbH', 'G.m.b.H.', 'Gesellschaft mbH', 'GmbH & Co. KG'],
  ['LLC', 'L.L.C.', 'Llc'],
  ['S.A.', 'SA', 'S.A', 'Société Anonyme'],
  ['AG', 'Aktiengesellschaft', 'A.G.'],
  ['plc', 'PLC', 'Public Limited Company'],
  ['S.p.A.', 'SpA', 'Spa'],
  ['AB', 'Aktiebolag'],
];
const SHORT = new Map(
  Object.entries({
    International: "Int'l",
    Manufacturing: 'Mfg',
    Technologies: 'Tech',
    Services: 'Svcs',
    Group: 'Grp',
    Industries: 'Ind.',
    Engineering: 'Eng.',
    Pharmaceuticals: 'Pharma',
    Electronics: 'Elec.',
    National: "Nat'l",
    Construction: 'Constr.',
    Chemicals: 'Chem.',
    Solutions: 'Sol.',
    Holdings: 'Hldgs',
  }),
);

/** Numbers in [0, 1) from a 32-bit seed (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Two tables of `rows` names each. Nine rows of ten on the left have one counterpart on the right, written another way; the rest of
 * either side has none, though its name may share words with many. Right rows are shuffled.
 *
 * @param {number} rows  a side
 * @param {number} seed
 * @returns {{ left: string[], right: string[], truth: [number, number][] }} 0-based rows
 */
export function companyNames(rows, seed = 7) {
  const random = seededRandom(seed);
  const matched = Math.round(rows * 0.9);
  const companies = distinctCompanies(2 * rows - matched, random);
  const left = companies.slice(0, rows).map(write);
  const others = shuffled([...companies.slice(0, matched).keys(), ...range(rows, 2 * rows - matched)], random);
  const right = others.map((company) => (company < matched ? vary(companies[company], random) : write(companies[company])));
  const truth = others.flatMap((company, row) => (company < matched ? [[company, row]] : [])).sort((a, b) => a[0] - b[0]);
  return { left, right, truth };
}

/** Both tables as CSV with the columns `id` and `name`. */
export const toCsv = (names, prefix) =>
  `id,name\n${names.map((name, row) => `${prefix}${row},"${name.replaceAll('"', '""')}"\n`).join('')}`;

const range = (from, to) => Array.from({ length: to - from }, (_, at) => from + at);
const pick = (list, random) => list[Math.floor(random() * list.length)];

function shuffled(list, random) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

function distinctCompanies(count, random) {
  // Few founders for many firms, so that names share words as they do in registers.
  const founders = range(0, Math.max(50, count >> 1)).map(() => founder(random));
  const companies = new Map();
  while (companies.size < count) {
    const company = {
      words: [
        ...(random() < 0.15 ? [pick(EXTRAS, random)] : []),
        pick(founders, random),
        ...(random() < 0.12 ? ['&', pick(founders, random)] : []),
        ...(random() < 0.85 ? [pick(TRADES, random)] : []),
        ...(random() < 0.3 ? [pick(TAILS, random)] : []),
        ...(random() < 0.15 ? [pick(PLACES, random)] : []),
      ],
      form: random() < 0.9 ? Math.floor(random() * FORMS.length) : null,
    };
    companies.set(company.words.join(' ').toLowerCase(), company);
  }
  return [...companies.values()];
}

function founder(random) {
  const name = pick(STARTS, random) + (random() < 0.6 ? pick(MIDDLES, random) : '') + pick(ENDS, random);
  return name[0].toUpperCase() + name.slice(1);
}

const write = ({ words, form }) => [...words, ...(form === null ? [] : [FORMS[form][0]])].join(' ');

/** The name as another source has it: one or several usual changes; one in ten is left as it is. */
function vary({ words, form }, random) {
  if (random() < 0.1) return write({ words, form });
  let changed = words.map((word) => (word === '&' && random() < 0.5 ? 'and' : random() < 0.4 ? (SHORT.get(word) ?? word) : word));
  if (changed.length > 2 && random() < 0.12) changed = changed.slice(0, -1);
  if (changed.length > 1 && random() < 0.05) changed = [...changed.slice(1), changed[0]];
  if (random() < 0.35) changed = changed.map((word, at) => (at === 0 || random() < 0.3 ? misspell(word, random) : word));
  if (random() < 0.08) changed = [changed.slice(0, 2).join(''), ...changed.slice(2)];
  const isFormKept = form !== null && random() < 0.8;
  let name = [...changed, ...(isFormKept ? [pick(FORMS[form], random)] : [])].join(' ').replace(' ,', ',');
  if (random() < 0.2) name = name.toUpperCase();
  else if (random() < 0.08) name = name.toLowerCase();
  if (random() < 0.15) name = name.normalize('NFD').replace(/\p{M}/gu, '');
  return name;
}

/** One slip of the hand in a word of at least four letters. */
function misspell(word, random) {
  if (word.length < 4) return word;
  const at = 1 + Math.floor(random() * (word.length - 2));
  const kind = Math.floor(random() * 4);
  if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
  if (kind === 1) return word.slice(0, at) + word[at] + word.slice(at);
  if (kind === 2) return word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2);
  return word.slice(0, at) + pick([...'aeinorst'], random) + word.slice(at + 1);
}
