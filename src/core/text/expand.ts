/**
 * One spelling for what is written in several ways, by whole words: the shortest in use ("street", "saint" and "st" are all `st`),
 * legal forms of companies, Roman numerals from II to XX as figures. Applied to both sides alike, so equal words stay equal.
 *
 * @param word of a normalised text without marks
 */
export function canonicalWord(word: string): string {
  return CANONICAL.get(word) ?? (word.length > 7 && word.endsWith('strasse') ? word.slice(0, -4) : word);
}

/** Whether a canonical word is a legal form of a company, which tells little about which company it is. */
export const isLegalForm = (word: string): boolean => LEGAL_FORMS.has(word);

/** All words that are read as a legal form, in every spelling. */
export const legalFormSpellings = (): readonly string[] => [
  ...LEGAL_FORMS,
  ...[...CANONICAL].filter(([, form]) => LEGAL_FORMS.has(form)).map(([spelling]) => spelling),
];

/**
 * Opens up what normalising would break: letters with points ("S.A." → "SA"), apostrophes inside words, `&` and `+` between words as "and", gendered German
 * forms as both ("Lehrer/in", "Lehrer*innen", "LehrerInnen" → "Lehrer Lehrerin"), legal forms without word borders
 * ("株式会社トヨタ"). Other texts come back as they are. O(length).
 */
export function openUp(text: string): string {
  let out = text;
  if (/[.&+]/u.test(out)) {
    out = out
      .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}/gu, (letters) => `${letters.replaceAll('.', '')} `)
      .replace(/\s[&+]\s/gu, ' and ');
  }
  if (/['’ʼʻ`´]/u.test(out))
    out = out.replace(APOSTROPHE, (_, before: string) => (ELISIONS.has(before.toLowerCase()) ? `${before} ` : before));
  if (/[*:_/(I·]/u.test(out)) {
    out = out
      .replace(/(\p{L}{3,})(?:[*:_·]|\/-?|\(-?)(in|innen)\b\)?/giu, '$1 $1$2')
      .replace(/(\p{L}\p{Ll}{2,})I(n|nnen)(?!\p{L})/gu, '$1 $1i$2');
  }
  if (/[会公주有]/u.test(out)) for (const [pattern, form] of UNSPACED_LEGAL_FORMS) out = out.replace(pattern, form);
  return out;
}

/** What stands before an apostrophe inside a word: "O'Brien" and "Kyŏngp'o" are one word, "l'hôpital" two. */
export const APOSTROPHE = /(\p{L}+)['’ʼʻ`´](?=\p{L})/gu;
/** Whether what stands before an apostrophe is a word of its own, in small letters. */
export const isElision = (before: string): boolean => ELISIONS.has(before);
export const ELISIONS = new Set(['l', 'd', 'c', 's', 'n', 'j', 'm', 't', 'qu', 'dell', 'nell', 'all', 'dall', 'sull', 'un']);

/** Legal forms without word borders, and what they are written as instead. */
export const UNSPACED_LEGAL_FORMS: readonly (readonly [RegExp, string])[] = [
  [/株式会社|\(株\)|（株）/gu, ' kk '],
  [/有限会社/gu, ' yk '],
  [/(?:股份)?有限(?:责任|責任)?公司/gu, ' ltd '],
  [/주식회사|\(주\)|（주）/gu, ' ltd '],
];

export const LEGAL_FORMS = new Set(
  `ltd inc corp co llc llp lp plc gmbh ag kg ohg gbr mbh ug se sa sas sarl sasu srl spa sl nv bv bvba cv ab as asa aps oy oyj sp
  zoo kk yk pty pte bhd ltda eirl ooo oao zao pao kft zrt ad dd doo eood ood tbk pt`
    .trim()
    .split(/\s+/u),
);

export const CANONICAL: ReadonlyMap<string, string> = new Map(
  `limited ltd; incorporated inc; corporation corp; company co; companies co; aktiengesellschaft ag; kommanditgesellschaft kg;
  publikumsgesellschaft ag; private pvt; proprietary pty;
  street st; saint st; sainte st; sankt st; avenue ave; av ave; boulevard blvd; bd blvd; road rd; drive dr; doctor dr; lane ln; court ct; place pl;
  square sq; highway hwy; parkway pkwy; terrace ter; apartment apt; suite ste; floor fl; building bldg; strasse str; mount mt; fort ft;
  north n; south s; east e; west w; northeast ne; northwest nw; southeast se; southwest sw;
  international intl; national natl; department dept; university univ; institute inst; association assn; assoc assn; brothers bros;
  manufacturing mfg; government govt; laboratory lab; laboratories lab; labs lab; management mgmt; center ctr; centre ctr; mister mr;
  number no; nr no; junior jr; senior sr; und and; et and;
  ii 2; iii 3; iv 4; vi 6; vii 7; viii 8; ix 9; xi 11; xii 12; xiii 13; xiv 14; xv 15; xvi 16; xvii 17; xviii 18; xix 19; xx 20`
    .split(';')
    .map((entry) => entry.trim().split(' ') as [string, string]),
);
