/**
 * Words and their usual abbreviations, beside those that `core/text/expand.ts` has: `word short`, several short forms after each other. By
 * language, since a short form means one word in each.
 */
const BY_LANGUAGE = {
  english: `street st str; avenue ave av; road rd; boulevard blvd; drive dr; lane ln; court ct; square sq; highway hwy; building bldg; floor fl;
    company co; corporation corp; incorporated inc; limited ltd; brothers bros; manufacturing mfg; international intl int'l; national natl nat'l;
    association assn assoc; department dept; university univ; institute inst; government govt; management mgmt; services svcs; service svc;
    center ctr; centre ctr; hospital hosp; technology tech; technologies tech; engineering engr eng; systems sys; products prods; north n; south s;
    east e; west w; mount mt; saint st; fort ft; number no; volume vol; proceedings proc; journal j; conference conf; transactions trans;
    junior jr; senior sr; doctor dr; professor prof; january jan; february feb; march mar; april apr; august aug; september sept; october oct;
    november nov; december dec; william wm; charles chas; george geo; thomas thos; robert robt; black blk; white wht; black bk; package pkg;
    pieces pcs; assorted asst; maximum max; minimum min; standard std; wireless wrls; and &`,
  german: `straße str; strasse str; platz pl; gasse g; sankt st; bahnhof bhf; nummer nr; gebrüder gebr; gesellschaft ges; universität uni univ; institut inst;
    verwaltung verw; abteilung abt; krankenhaus krhs kh; doktor dr; professor prof; bezirk bez; gemeinde gde; landkreis lk; kreis kr; international intl;
    deutsche dt; deutscher dt; deutsches dt; bad b; ober o; unter u; und u &`,
  french: `avenue av; boulevard bd boul; place pl; chemin ch; route rte; saint st; sainte ste; faubourg fbg; impasse imp; bâtiment bât; société sté; compagnie cie;
    établissements éts; université univ; numéro n°; monsieur m; madame mme; docteur dr; professeur pr; département dép; frères frs; et &`,
  spanish: `calle c; avenida avda av; plaza pza; carretera ctra; paseo pº; santo sto; santa sta; compañía cía; hermanos hnos; universidad univ; número núm;
    doctor dr; doctora dra; señor sr; señora sra; provincia prov; departamento dpto; sociedad soc; y &`,
  italian: `via v; viale vle; piazza pza; corso cso; santo s; santa s; fratelli flli; compagnia cia; università univ; numero n; dottore dott; signor sig; società soc; e &`,
  portuguese: `avenida av; rua r; praça pça; travessa tv; santo sto; santa sta; companhia cia; irmãos irs; universidade univ; número nº; doutor dr; e &`,
  dutch: `straat str; plein pl; laan ln; sint st; gebroeders gebr; maatschappij mij; universiteit univ; nummer nr; en &`,
  polish: `ulica ul; aleja al; plac pl; święty św; spółka sp; przedsiębiorstwo przeds; uniwersytet uniw; numer nr; osiedle os`,
  russian: `улица ул; проспект пр просп пр-т; переулок пер; площадь пл; город г; область обл; район р-н; дом д; квартира кв; институт ин-т; университет ун-т;
    завод з-д; имени им; номер №; общество об-во; товарищество тов; республика респ; край кр; село с; посёлок пос`,
  greek: `οδός οδ; λεωφόρος λεωφ; πλατεία πλ; άγιος αγ; αγία αγ; κύριος κ; εταιρεία ετ; αριθμός αρ`,
} as const;

interface Abbreviated {
  readonly word: string;
  readonly short: readonly string[];
}

const ENTRIES: readonly Abbreviated[] = Object.values(BY_LANGUAGE).flatMap((list) =>
  list.split(';').map((entry) => {
    const [word, ...short] = entry.trim().split(/\s+/u);
    return { word: word!, short };
  }),
);

const SHORT_OF = new Map<string, readonly string[]>();
const WORDS_OF = new Map<string, readonly string[]>();
for (const { word, short } of ENTRIES) {
  SHORT_OF.set(word, [...new Set([...(SHORT_OF.get(word) ?? []), ...short])]);
  for (const form of short) if (form.length > 1) WORDS_OF.set(form, [...new Set([...(WORDS_OF.get(form) ?? []), word])]);
}

/** Short forms of a word in small letters; none where it has no usual one. */
export const shortFormsOf = (word: string): readonly string[] => SHORT_OF.get(word) ?? [];
/** The one word that a short form of at least two letters stands for; null where it is none, or may be several. */
export const wordOfShort = (short: string): string | null => {
  const words = WORDS_OF.get(short);
  return words?.length === 1 ? words[0]! : null;
};
