/**
 * Meanings that headers share across languages. The first group that a header's words hit, from the top, is its role; usefulness
 * (0…1) says how much a column of that role tells records apart.
 */
const CONCEPTS = [
  [
    'id',
    0,
    'id ids uid uuid guid key pk identifier identifiant identificador kennung kennzahl recordid rowid index idx row record',
  ],
  ['number', 0.2, 'no nr num number numero nummer 编号 番号 번호 номер'],
  ['phone', 0.6, 'phone telephone tel telefon telefono telefone fax mobile handy 电话 電話 전화 телефон'],
  ['mail', 0.7, 'mail email courriel correo 邮箱 メール 이메일'],
  ['web', 0.5, 'url web website site homepage link domain 网址'],
  ['postcode', 0.5, 'postcode zip zipcode plz postal cp cap cep postleitzahl 邮编 郵便番号 우편번호 индекс'],
  [
    'description',
    0.65,
    'description desc descriptions beschreibung descripcion descricao descrizione text notes comment details 描述 説明 설명 описание',
  ],
  [
    'address',
    0.75,
    'address addr adresse anschrift direccion endereco indirizzo adres 地址 住所 주소 адрес address1 addr1 address2 adress',
  ],
  ['street', 0.75, 'street strasse str rue calle rua via straat road 街道 улица'],
  [
    'city',
    0.6,
    'city town ville stadt ort ciudad cidade citta municipality gemeinde commune place suburb village locality 城市 市 都市 도시 город',
  ],
  ['country', 0.35, 'country pays land staat pais paese nation 国家 国 국가 страна'],
  ['region', 0.3, 'state region province county bundesland departement provincia estado district 省 州 область'],
  ['price', 0.1, 'price prix preis precio preco prezzo cost amount betrag montant 价格 価格 가격 цена revenue'],
  ['year', 0.15, 'year jahr annee ano anno founded 年 год'],
  ['date', 0.45, 'date datum fecha data dob birthdate birth birthday geburtsdatum naissance 日期 日付 дата'],
  [
    'category',
    0.35,
    'category categorie kategorie categoria type typ tipo class group genre industry branche sector section 类别 分類 категория',
  ],
  ['author', 0.8, 'author authors auteur auteurs autor autores autoren autore creator artist writer 作者 著者 автор'],
  ['first name', 0.85, 'given firstname forename prenom vorname nombre1 имя'],
  ['last name', 0.9, 'surname lastname familyname nachname apellido cognome фамилия'],
  [
    'company',
    1,
    'company companies firm firma unternehmen entreprise societe empresa azienda societa organisation organization org employer institution business supplier vendor customer client kunde lieferant 公司 企業 会社 회사 компания',
  ],
  [
    'name',
    1,
    'name names nom noms nombre nome naam namn navn title titel titre titulo titolo label libelle bezeichnung denomination intitule designation term terme begriff native endonym item 名称 名前 名 姓名 이름 명칭 название наименование имена',
  ],
  [
    'product',
    0.9,
    'product products produit produkt producto produto prodotto artikel article articulo model goods 产品 製品 제품 товар продукт',
  ],
  ['brand', 0.4, 'brand marque marke marca manufacturer maker hersteller fabricant 品牌 ブランド'],
  ['venue', 0.3, 'venue journal booktitle conference publisher verlag editeur'],
] as const satisfies readonly (readonly [name: string, usefulness: number, words: string])[];

const FILLERS = new Set('of the du de des la le les der die das del della do da di and et und y e full'.split(' '));
const OTHER_USEFULNESS = 0.6;

const conceptOf = new Map<string, number>();
for (const [index, [, , words]] of CONCEPTS.entries()) {
  for (const word of words.split(' ')) if (!conceptOf.has(word)) conceptOf.set(word, index);
}

/** A header taken apart: its words with synonyms made equal, and what its column is about. */
export interface HeaderMeaning {
  readonly words: readonly string[];
  /** Name of the concept; `other` when no word is known. */
  readonly role: string;
  /** 0…1 */
  readonly usefulness: number;
  /** The header is nothing but an id (`id`, `Row ID`, `#`). */
  readonly isOnlyId: boolean;
}

/** Words of `CompanyName`, `company_name` and `Nom de l'entreprise` are the same concepts. Case, accents and fillers do not count. */
export function readHeader(header: string): HeaderMeaning {
  const plain = header
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase();
  const all = plain.match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const kept = all.filter((word) => !FILLERS.has(word) && word.length > (all.length > 1 && /^[a-z]$/.test(word) ? 1 : 0));
  const concepts = kept.map((word) => conceptOf.get(word));
  const known = concepts.filter((index): index is number => index !== undefined).sort((a, b) => a - b);
  const main = known[0] === undefined ? undefined : CONCEPTS[known[0]];
  return {
    words: [...new Set(kept.map((word, i) => (concepts[i] === undefined ? word : CONCEPTS[concepts[i]]![0])))],
    role: main?.[0] ?? 'other',
    usefulness: main?.[1] ?? OTHER_USEFULNESS,
    isOnlyId: isOnlyId(header, concepts),
  };
}

function isOnlyId(header: string, concepts: readonly (number | undefined)[]): boolean {
  if (concepts.length === 0) return header.trim() === '#';
  const names = concepts.map((index) => (index === undefined ? '' : CONCEPTS[index]![0]));
  return names.includes('id') && names.every((name) => name === 'id' || name === 'number');
}

/** Dice coefficient of the words of two headers, 0…1; 0 when either has none. */
export function headerSimilarity(a: HeaderMeaning, b: HeaderMeaning): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  const shared = a.words.filter((word) => b.words.includes(word)).length;
  return (2 * shared) / (a.words.length + b.words.length);
}
