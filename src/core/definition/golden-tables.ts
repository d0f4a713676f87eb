import { createRandom, type Random } from '../numerics/random';

/** Columns by name; all have as many cells. */
export type Columns = Readonly<Record<string, readonly string[]>>;

const WORDS =
  `north south river bank international machine works brothers valley forest stone bridge harbour school hospital museum university
  garden street saint castle market station central green golden silver old new royal national laboratory`.split(/\s+/u);
const NAMES =
  'Müller Šimek Øster Núñez Kowalski Dvořák Jensen García O’Brien Łukasz Ångström Çelik Weiß Straßer Nguyễn Popović Ivanov'.split(
    ' ',
  );
const FORMS = ['GmbH', 'Ltd.', 'S.A.', 'Inc', 'B.V.', 'Kft', 'AG & Co. KG', ''];
const FORMS_WRITTEN_OUT = ['Gesellschaft mbH', 'Limited', 'SA', 'Incorporated', 'BV', 'kft.', 'AG und Co KG', ''];

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random.uniform() * list.length)]!;

/** A text with one letter left out, doubled or swapped with the next. */
function typo(random: Random, text: string): string {
  const letters = [...text];
  if (letters.length < 4) return text;
  const at = 1 + Math.floor(random.uniform() * (letters.length - 2));
  const kind = random.uniform();
  if (kind < 0.4) letters.splice(at, 1);
  else if (kind < 0.7) letters.splice(at, 0, letters[at]!);
  else letters.splice(at, 2, letters[at + 1]!, letters[at]!);
  return letters.join('');
}

const shuffled = <T>(random: Random, list: readonly T[]): T[] =>
  list
    .map((one) => ({ one, key: random.uniform() }))
    .sort((a, b) => a.key - b.key)
    .map(({ one }) => one);

const columnsOf = (names: readonly string[], rows: readonly (readonly string[])[]): Columns =>
  Object.fromEntries(names.map((name, at) => [name, rows.map((row) => row[at]!)]));

/** Companies with towns, years and prices; the other table has typing errors, other spellings, gaps, and repeats. */
export function companies(seed: number, count: number): { readonly left: Columns; readonly right: Columns } {
  const random = createRandom(seed);
  const towns = ['Köln', 'Lyon', 'Åarhus', 'São Paulo', 'Kraków', 'Genève', 'St. Gallen'];
  const left: string[][] = [];
  const right: string[][] = [];
  for (let row = 0; row < count; row++) {
    const words = [pick(random, NAMES), pick(random, WORDS), pick(random, WORDS)];
    const form = Math.floor(random.uniform() * FORMS.length);
    const town = pick(random, towns);
    const year = String(1950 + Math.floor(random.uniform() * 70));
    const price = (random.uniform() * 5000).toFixed(2);
    const code = `${pick(random, ['LC', 'XR', 'KD'])}-${Math.floor(random.uniform() * 90 + 10)}D${Math.floor(random.uniform() * 90 + 10)}`;
    left.push([`${words.join(' ')} ${code} ${FORMS[form]}`, town, year, price]);
    if (random.uniform() < 0.15)
      left.push([`${words.join('  ')} ${code} ${FORMS[form]} `, town, year, random.uniform() < 0.5 ? price : '']);
    if (random.uniform() < 0.15) continue;
    const name = random.uniform() < 0.2 ? words.join(' ') : typo(random, words.join(' ').toUpperCase());
    const other = random.uniform() < 0.2 ? code.replaceAll('-', '') : random.uniform() < 0.2 ? `${code}9` : code;
    right.push([
      `${name} ${other} ${FORMS_WRITTEN_OUT[form]}`,
      random.uniform() < 0.1 ? '' : random.uniform() < 0.2 ? pick(random, towns) : town,
      random.uniform() < 0.15 ? String(Number(year) + 1) : year,
      random.uniform() < 0.1 ? '' : random.uniform() < 0.3 ? price.replace('.', ',') : price,
    ]);
    if (random.uniform() < 0.1) right.push([...right.at(-1)!]);
  }
  const names = ['name', 'town', 'year', 'price'];
  return { left: columnsOf(names, shuffled(random, left)), right: columnsOf(names, shuffled(random, right)) };
}

const PLACES: readonly (readonly [string, string])[] = [
  ['Нижний Новгород', 'Nizhny Novgorod'],
  ['Верхний Новгород', 'Upper Novgorod'],
  ['Нижний Тагил', 'Nizhny Tagil'],
  ['Верхний Уфалей', 'Upper Ufaley'],
  ['Старый Оскол', 'Stary Oskol'],
  ['Щёлково', 'Shchyolkovo'],
  ['경주시', 'Gyeongju City'],
  ['신라면 공장', 'Sillamyeon Factory'],
  ['평양 직할시', 'Pyŏngyang'],
  ['부산 대학교', 'Busan University'],
  ['東京 大学', 'Tokyo University'],
  ['株式会社トヨタ', 'Toyota KK'],
  ['きょうと しやくしょ', 'Kyoto City Hall'],
  ['マッチャ カフェ', 'Matcha Cafe'],
  ['北京有限公司', 'Beijing Ltd'],
  ['上海 银行', 'Shanghai Bank'],
  ['Θεσσαλονίκη', 'Thessaloniki'],
  ['Αυλίδα Ευρίπου', 'Avlida Evripou'],
  ['Μπενάκη Μουσείο', 'Benaki Museum'],
  ['القاهرة الجديدة', 'New Cairo'],
  ['بغداد', 'Baghdad'],
  ['תל אביב', 'Tel Aviv'],
  ['मुंबई नगर', 'Mumbai Nagar'],
  ['நாமக்கல் நகரம்', 'Namakkal Nagaram'],
  ['กรุงเทพ', 'Krungthep'],
  ['თბილისი', 'Tbilisi'],
  ['Երևան', 'Yerevan'],
  ['Ћуприја', 'Ćuprija'],
  ['Lehrer/in Köln', 'Lehrerin Koeln'],
  ['l’hôpital d’Orléans', 'Hospital Orleans'],
];

/** Places in many scripts and in Latin letters, each with words that repeat, so that a lexicon has something to learn. */
export function places(seed: number): { readonly left: Columns; readonly right: Columns } {
  const random = createRandom(seed);
  const kinds: readonly (readonly [string, string])[] = [
    ['район', 'district'],
    ['улица', 'street'],
    ['область', 'region'],
  ];
  const left: string[][] = [];
  const right: string[][] = [];
  for (let copy = 0; copy < 3; copy++) {
    for (const [own, latin] of PLACES) {
      const [kind, read] = kinds[copy]!;
      left.push([`${own} ${kind}`]);
      if (random.uniform() < 0.9) right.push([`${read === 'street' ? `${read} ${latin}` : `${latin} ${read}`}`]);
    }
  }
  return { left: columnsOf(['name'], shuffled(random, left)), right: columnsOf(['label'], shuffled(random, right)) };
}

/** Many goods and a short list of categories. */
export function goods(seed: number): { readonly left: Columns; readonly right: Columns } {
  const random = createRandom(seed);
  const categories = ['machines and works', 'river and bridge', 'hospital and school', 'garden and forest', 'bank and market'];
  const left = Array.from({ length: 60 }, () => [
    `${pick(random, WORDS)} ${pick(random, WORDS)} ${Math.floor(random.uniform() * 20)}`,
  ]);
  return {
    left: columnsOf(['goods'], left),
    right: columnsOf(
      ['category'],
      categories.map((one) => [one]),
    ),
  };
}

/** One table with rows of nearly the same. */
export function persons(seed: number, count: number): Columns {
  const random = createRandom(seed);
  const rows: string[][] = [];
  for (let row = 0; row < count; row++) {
    const name = `${pick(random, WORDS)} ${pick(random, NAMES)}`;
    const phone = `0${Math.floor(random.uniform() * 9e8 + 1e8)}`;
    rows.push([name, phone]);
    if (random.uniform() < 0.5) rows.push([typo(random, name), random.uniform() < 0.5 ? phone : '']);
    if (random.uniform() < 0.2) rows.push([name, phone]);
  }
  return columnsOf(['name', 'phone'], shuffled(random, rows));
}

/** Texts that are read in some special way, for the tables of normalising. */
export const ODD_TEXTS: readonly string[] = [
  '',
  '  ',
  'A',
  'ΣΊΣΥΦΟΣ Σ',
  'STRASSE Straße Hauptstrasse',
  'ﬁne ﬂuff Ⅻ ½ ①',
  'e\u0301cole É́ cole',
  'co\u00adoperate zero\u200bwidth',
  '“quoted” — dashes–here…',
  'U.S.A. and U.K.',
  "O'Brien d'Artagnan l'Écho dell'Arte",
  'Müller & Söhne + Partner',
  'Lehrer/in Schüler*innen LehrerInnen Koch(-in) Arzt_in Ärzt:innen',
  '(株)日立 有限会社山田 股份有限公司 주식회사 삼성 ㈜현대',
  '𝔘𝔫𝔦𝔠𝔬𝔡𝔢 𠀋 emoji 😀 flags 🇩🇪',
  'İstanbul ISPARTA ığdır',
  '१२३ ٣٤٥ 六七',
  'tab\tnew\nline\u00a0nbsp\u3000wide\ufeffbom',
  'LC-37D44U 12/05/1990 +49 (0)30 123.456',
  'Ünïcödé ÇŞĞ ŁØĐÞÆŒ',
  'Đặng Thị Ngọc',
  'Владимир Ильич ёлка съезд',
  'Їжак ґанок',
  'Љубица Ђорђе Џеп',
  'ъгъл България',
  'กรุงเทพมหานคร',
  'ประเทศไทย 2024',
  '中华人民共和国 國立臺灣大學',
  'ヴァイオリン ティー っと ッチ',
  '학교 같이 독립 신라 않는 값이',
  'Ὀδυσσεύς αὐτός ευχή γγ μπαρ ντο',
  'अंतरराष्ट्रीय क्षत्रिय',
];

/** Cells of columns that may be numbers. */
export const ODD_NUMBERS: readonly string[] = [
  '',
  '12',
  '1,234',
  '1.234',
  '1,234.50',
  '1.234,50 €',
  '€ 12',
  '(12.5)',
  '-3',
  '−3',
  '- 3',
  '3e5',
  '12 kg',
  '80 m²',
  'No. 7',
  '5k',
  '3 million',
  '2020-01-02',
  '10-12',
  "1'234'567",
  '1 234 567',
  '1,23,456',
  '٣٤٥',
  '٣٫٥',
  '12 %',
  '12/7',
  '.5',
  '5.',
  '0.500',
  'ca. 15',
  'abc',
  '12abc34',
];

/** Cells that cleaning steps are for: legal forms, titles, telephone numbers, dates. */
export const ODD_CELLS: readonly string[] = [
  'Müller & Söhne GmbH & Co. KG',
  'ООО «Ромашка»',
  'Acme, Inc.',
  'Foo S. A.',
  'Bar s.r.o.',
  'PT Maju Jaya Tbk',
  'Smith Limited Liability Company',
  'Beispiel Gesellschaft mit beschränkter Haftung',
  'GmbH',
  'Société Anonyme',
  'Prof. Dr. med. Anna Weiß',
  'Müller, Dipl.-Ing. Hans',
  'John Smith, PhD, MBA',
  'Dr. rer. nat. habil. Eva Maria Lang',
  'Ing. Karl',
  'ing karl',
  'Mr',
  'Sir Arthur, jr.',
  '+49 (0)30 / 123-45',
  '0049 30 12345',
  '030 12345',
  'Tel.: 030 12345 ext. 12',
  '(555) 123-4567 x99',
  '8 (495) 123-45-67',
  '06 1 234 5678',
  '12',
  '123456789012345678',
  '2024-03-01',
  '2024-03-01T00:00:00Z',
  '2024/3/1 14:05',
  '20240301',
  '3/4/2024',
  '31.12.99',
  '4-4-2021',
  '1st of March 2024',
  'March 1, 2024',
  '1. März 2024',
  '12 de diciembre de 2021',
  '2024年3月1日',
  '2024년 3월 1일',
  '30.02.2024',
  'Main st. 5',
  'Zażółć gęślą jaźń ŁÓDŹ',
  'Ελληνική Δημοκρατία ΆΝΝΑ',
  "ﬁsh ßtraße o’neill o'connor",
  'a\u200bb\u00adc  d',
];

const SYLLABLES = 'al ber cor dal fen gar hol jan kel lin mor nar per quin ros sal tor ul van wen yor zan ště ñu ø'.split(' ');
/** Words that many of the texts below have. */
const KINDS = ['works', 'foods', 'steel works', 'group of works', 'foods and foods', 'workshop'];

/**
 * Texts of made-up words against the same with typing errors, with words that a large part has, long texts among them, repeats and ties:
 * what looking letters up can meet.
 */
export function madeUpNames(
  seed: number,
  count: number,
): { readonly left: readonly string[]; readonly right: readonly string[] } {
  const random = createRandom(seed);
  const word = (): string => Array.from({ length: 2 + Math.floor(random.uniform() * 2) }, () => pick(random, SYLLABLES)).join('');
  const left: string[] = [];
  const right: string[] = [];
  for (let row = 0; row < count; row++) {
    const words = Array.from({ length: row % 40 === 7 ? 16 : 1 + (row % 2) }, word);
    const kind = pick(random, KINDS);
    left.push(`${words.join(' ')} ${kind}`);
    const written = words.map((one) => (random.uniform() < 0.4 ? typo(random, one) : one));
    right.push(`${shuffled(random, written).join(' ')} ${random.uniform() < 0.8 ? kind : pick(random, KINDS)}`);
    if (row % 25 === 3) right.push(right.at(-1)!);
  }
  const odd = ['', 'a', '株式会社 東京 東京 東京', 'ab ab ab ab ab ab', 'works'];
  return { left: [...left, ...odd], right: [...shuffled(random, right), ...odd] };
}
