/** Cells of tables in the language of the country, as they stand in registers: names, towns, streets. */
export const TEXTS: Readonly<Record<string, { readonly words: readonly string[]; readonly encodings: readonly string[] }>> = {
  German: {
    encodings: ['windows-1252', 'iso-8859-1', 'iso-8859-15'],
    words: [
      'Müller & Söhne',
      'Köln',
      'Straße',
      'Bäckerei Grün',
      'Öffentliche Bücherei',
      'München',
      'Weiß GmbH',
      'Düsseldorf',
      'Käse-Großhandel',
      'Schönefeld',
    ],
  },
  French: {
    encodings: ['windows-1252', 'iso-8859-1', 'iso-8859-15'],
    words: [
      'Société Générale',
      'Orléans',
      'Crédit Agricole',
      'Besançon',
      'Hôtel de la Forêt',
      'Nîmes',
      'Établissements Lefèvre',
      'Béziers',
      'Boulangerie Château',
      'Évreux',
    ],
  },
  Spanish: {
    encodings: ['windows-1252', 'iso-8859-1', 'iso-8859-15'],
    words: [
      'Compañía Española',
      'Málaga',
      'Peñíscola',
      'León',
      'Construcción García',
      'Cádiz',
      'Muñoz e Hijos',
      'Córdoba',
      'Viñedos Ibáñez',
      'Gijón',
    ],
  },
  Swedish: {
    encodings: ['windows-1252'],
    words: [
      'Göteborg',
      'Malmö',
      'Åkeri AB',
      'Jönköping',
      'Västerås Bröd',
      'Gävle',
      'Örebro',
      'Svenska Sällskapet',
      'Umeå',
      'Linköping',
    ],
  },
  Danish: {
    encodings: ['windows-1252'],
    words: [
      'København',
      'Ærø Færgefart',
      'Sønderborg',
      'Århus',
      'Bageri Brød',
      'Næstved',
      'Rødovre',
      'Jørgensen og Søn',
      'Helsingør',
      'Ålborg',
    ],
  },
  Portuguese: {
    encodings: ['windows-1252'],
    words: [
      'São Paulo',
      'Construções Gonçalves',
      'Évora',
      'Padaria Pão Quente',
      'João e Irmãos',
      'Setúbal',
      'Associação',
      'Guimarães',
      'Bragança',
      'Conceição',
    ],
  },
  Italian: {
    encodings: ['windows-1252'],
    words: [
      'Società per Azioni',
      'Forlì',
      'Caffè Nero',
      'Università',
      'Cefalù',
      'Qualità Più',
      'Città di Castello',
      'Mondovì',
      'Lunedì',
      'Agraria Libertà',
    ],
  },
  Slovak: {
    encodings: ['windows-1250', 'iso-8859-2'],
    words: [
      'Košice',
      'Spoločnosť s ručením',
      'Žilina',
      'Prešov',
      'Pekáreň Chlieb',
      'Ľubovňa',
      'Trenčín',
      'Horváth a synovia',
      'Dolný Kubín',
      'Námestovo ústredie',
    ],
  },
  Croatian: {
    encodings: ['windows-1250', 'iso-8859-2'],
    words: [
      'Društvo s ograničenom odgovornošću',
      'Šibenik',
      'Požega',
      'Varaždin',
      'Pekara Đurđica',
      'Čakovec',
      'Kovačević i sinovi',
      'Križevci',
      'Osječka',
      'Županja',
    ],
  },
  Bulgarian: {
    encodings: ['windows-1251'],
    words: [
      'София',
      'Дружество с ограничена отговорност',
      'Пловдив',
      'Търговска къща',
      'Варна',
      'Хлебопекарна',
      'Стара Загора',
      'улица Шипка',
      'Иванов и синове',
      'Бургас',
    ],
  },
  Estonian: {
    encodings: ['windows-1257'],
    words: [
      'Tõrva',
      'Pärnu',
      'Võru Osaühing',
      'Jõgeva',
      'Põltsamaa',
      'Leivatööstus',
      'Kuressaare',
      'Rõuge',
      'Šokolaadivabrik',
      'Žürii',
    ],
  },
  Polish: {
    encodings: ['windows-1250', 'iso-8859-2'],
    words: [
      'Łódź',
      'Spółka Akcyjna',
      'Kraków',
      'Żółty Młyn',
      'Gdańsk',
      'Przedsiębiorstwo Usługowe',
      'Wrocław',
      'Śląskie Zakłady',
      'Rzeszów',
      'Piekarnia Świeży Chleb',
    ],
  },
  Czech: {
    encodings: ['windows-1250', 'iso-8859-2'],
    words: [
      'Plzeň',
      'Společnost s ručením',
      'České Budějovice',
      'Dvořák a synové',
      'Jiří Novák',
      'Třebíč',
      'Železárny Příbram',
      'Ústí nad Labem',
      'Kovářství Růžička',
      'Děčín',
    ],
  },
  Hungarian: {
    encodings: ['windows-1250', 'iso-8859-2'],
    words: [
      'Győr',
      'Székesfehérvár',
      'Építőipari Társaság',
      'Kovács és Fiai',
      'Szőke Péter',
      'Hódmezővásárhely',
      'Kőbánya',
      'Műszaki Gyűjtemény',
      'Debreceni Sütöde',
      'Pécs',
    ],
  },
  Russian: {
    encodings: ['windows-1251', 'koi8-r', 'iso-8859-5', 'ibm866', 'x-mac-cyrillic'],
    words: [
      'Общество с ограниченной ответственностью',
      'Москва',
      'Завод имени Ленина',
      'Нижний Новгород',
      'Иванов и сыновья',
      'Екатеринбург',
      'Хлебозавод',
      'улица Пушкина',
      'Торговый дом',
      'Казань',
    ],
  },
  Ukrainian: {
    encodings: ['windows-1251', 'koi8-u'],
    words: [
      'Товариство з обмеженою відповідальністю',
      'Київ',
      'Львівська пекарня',
      'Чернівці',
      'Івано-Франківськ',
      'вулиця Шевченка',
      'Підприємство',
      'Запоріжжя',
      'Їжакевич і сини',
      'Житомир',
    ],
  },
  Greek: {
    encodings: ['windows-1253', 'iso-8859-7'],
    words: [
      'Αθήνα',
      'Θεσσαλονίκη',
      'Ανώνυμη Εταιρεία',
      'Παπαδόπουλος και Υιοί',
      'Ηράκλειο',
      'Αρτοποιείο',
      'Οδός Ερμού',
      'Γεώργιος Ιωάννου',
      'Πάτρα',
      'Εκδόσεις Άγκυρα',
    ],
  },
  Turkish: {
    encodings: ['windows-1254', 'iso-8859-9'],
    words: [
      'İstanbul',
      'Şişli Ekmek Fırını',
      'Türk Hava Yolları',
      'Eskişehir',
      'Yılmaz ve Oğulları',
      'Diyarbakır',
      'Çağdaş Gıda',
      'Muğla',
      'Işık Ticaret',
      'Güneş Sigorta',
    ],
  },
  Hebrew: {
    encodings: ['windows-1255'],
    words: [
      'תל אביב',
      'ירושלים',
      'חברה בערבון מוגבל',
      'כהן ובניו',
      'חיפה',
      'מאפיית הגליל',
      'רחוב הרצל',
      'באר שבע',
      'בנק לאומי',
      'נתניה',
    ],
  },
  Arabic: {
    encodings: ['windows-1256'],
    words: [
      'القاهرة',
      'شركة النيل للتجارة',
      'الرياض',
      'مخبز السلام',
      'شارع الجمهورية',
      'محمد وأولاده',
      'الإسكندرية',
      'بيروت',
      'البنك الأهلي',
      'الدار البيضاء',
    ],
  },
  Lithuanian: {
    encodings: ['windows-1257', 'iso-8859-13'],
    words: [
      'Šiauliai',
      'Panevėžys',
      'Uždaroji akcinė bendrovė',
      'Klaipėda',
      'Lietuvos paštas',
      'Žalgiris',
      'Kėdainių duona',
      'Mažeikiai',
      'Gatvė Vilniaus',
      'Įmonė Ąžuolas',
    ],
  },
  Latvian: {
    encodings: ['windows-1257'],
    words: [
      'Rīga',
      'Sabiedrība ar ierobežotu atbildību',
      'Daugavpils',
      'Jūrmala',
      'Liepāja',
      'Bērziņš un dēli',
      'Rēzekne',
      'Ķekava',
      'Maiznīca Lāči',
      'Cēsis',
    ],
  },
  Thai: {
    encodings: ['windows-874'],
    words: [
      'กรุงเทพมหานคร',
      'บริษัท จำกัด',
      'เชียงใหม่',
      'ร้านขนมปัง',
      'ถนนสุขุมวิท',
      'ภูเก็ต',
      'โรงแรมไทย',
      'นครราชสีมา',
      'ธนาคารกรุงเทพ',
      'อุดรธานี',
    ],
  },
  Japanese: {
    encodings: ['shift_jis', 'euc-jp'],
    words: [
      '株式会社山田商店',
      '東京都',
      'パン工房みどり',
      '大阪市北区',
      '鈴木と息子たち',
      '名古屋市',
      '有限会社サクラ',
      '福岡県',
      'ホテル富士',
      '札幌市',
    ],
  },
  Chinese: {
    encodings: ['gb18030'],
    words: [
      '北京市',
      '上海贸易有限公司',
      '广州面包房',
      '深圳市',
      '王先生和儿子',
      '成都',
      '中国银行',
      '人民路',
      '武汉钢铁厂',
      '西安',
    ],
  },
  Taiwanese: {
    encodings: ['big5'],
    words: [
      '臺北市',
      '臺灣貿易有限公司',
      '高雄麵包店',
      '臺中市',
      '陳先生與兒子',
      '新竹',
      '中華電信',
      '中正路',
      '鋼鐵工廠',
      '臺南市',
    ],
  },
  Korean: {
    encodings: ['euc-kr'],
    words: [
      '서울특별시',
      '주식회사 한국상사',
      '부산광역시',
      '김씨와 아들들',
      '대구',
      '빵집 하늘',
      '인천 종로길',
      '국민은행',
      '광주',
      '대전광역시',
    ],
  },
};

/** A table of the words of a language: `rows` rows of a number, a name of one or two words and a town. The same for the same numbers. */
export function tableOf(words: readonly string[], rows: number, seed: number): string {
  const lines = ['id;name;town'];
  for (let row = 0; row < rows; row++) {
    const at = (step: number): string => words[(seed + row * step + step) % words.length]!;
    lines.push(`${row + 1};${at(3)}${row % 2 ? ` ${at(7)}` : ''};${at(1)}`);
  }
  return `${lines.join('\r\n')}\r\n`;
}

const encoders = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** Bytes of a text in a legacy encoding, by turning the decoder of the platform round; throws where a letter is not in it. */
export function encodeLegacy(text: string, encoding: string): Uint8Array<ArrayBuffer> {
  let table = encoders.get(encoding);
  if (!table) {
    table = tableFor(encoding);
    encoders.set(encoding, table);
  }
  const bytes: number[] = [];
  for (const letter of text) {
    const code = table.get(letter);
    if (!code) throw new Error(`${encoding} has no ${letter}`);
    bytes.push(...code);
  }
  return Uint8Array.from(bytes);
}

function tableFor(encoding: string): ReadonlyMap<string, readonly number[]> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const table = new Map<string, readonly number[]>();
  const add = (...code: readonly number[]): void => {
    try {
      const letters = [...decoder.decode(Uint8Array.from(code))];
      if (letters.length === 1 && !table.has(letters[0]!)) table.set(letters[0]!, code);
    } catch {
      // Not a letter of this encoding.
    }
  };
  for (let first = 0; first < 256; first++) add(first);
  for (let first = 0x81; first < 0xff; first++) for (let second = 0x40; second < 0xff; second++) add(first, second);
  return table;
}
