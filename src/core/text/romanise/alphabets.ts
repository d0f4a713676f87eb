/** Letters of alphabets that are read one by one: `letter` → Latin. Lower case, composed (NFC). */
const pairs = (letters: string): (readonly [string, string])[] =>
  letters
    .trim()
    .split(/\s+/u)
    .map((pair) => [pair[0]!, pair.slice(1)] as const);

export const CYRILLIC = new Map(
  pairs(`аa бb вv гg дd еe ёyo жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ъ ыy ь эe юyu яya
    іi їyi єye ґg ўu јj љlj њnj ђdj ћc џdz ѓgj ќkj ѕdz ѝi әa ғg қk ңn өo ұu үu һh ҳh ҷj ӣi ӯu`),
);

/** What is read otherwise in single languages, told by letters that only they use (see `guessCyrillic`). */
export const CYRILLIC_READINGS = {
  bg: new Map(pairs('щsht ъa хh ьy')),
  uk: new Map(pairs('гh иy')),
  sr: new Map(pairs('жz хh чc шs')),
  other: new Map<string, string>(),
} as const;
export type CyrillicReading = keyof typeof CYRILLIC_READINGS;

export const GREEK = new Map(pairs('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χkh ψps ωo'));
/** Two letters that are one sound, before single letters. */
export const GREEK_DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/ου/gu, 'u'],
  [/αι/gu, 'e'],
  [/(?:ει|οι|υι)/gu, 'i'],
  [/([αε])υ(?=[θκξπσςτφχψ]|(?!\p{L}))/gu, '$1f'],
  [/([αε])υ/gu, '$1v'],
  [/γ(?=[γκξχ])/gu, 'n'],
  [/(?<!\p{L})μπ/gu, 'b'],
  [/(?<!\p{L})ντ/gu, 'd'],
];

export const GEORGIAN = new Map(
  pairs(`აa ბb გg დd ეe ვv ზz თt იi კk ლl მm ნn ოo პp ჟzh რr სs ტt უu ფp ქk ღgh ყq შsh ჩch ცts ძdz წts ჭch ხkh ჯj ჰh`),
);
export const ARMENIAN = new Map(
  pairs(`աa բb գg դd եe զz էe ըy թt ժzh իi լl խkh ծts կk հh ձdz ղgh ճch մm յy նn շsh ոo չch պp ջj ռr սs վv տt րr ցts ւv
    փp քk ևev օo ֆf`),
);

/** Consonants and long vowels; short vowels are not written, so only skeletons can be compared. */
export const ARABIC = new Map(
  pairs(`اa آa أa إi ٱa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz ع غgh فf قq كk لl مm نn هh وu يi ىa ةa ء ئ ؤu
    پp چch ژzh گg کk یi ٹt ڈd ڑr ںn ےe ہh ھh ۀh ڤv`),
);
export const HEBREW = new Map(pairs(`אa בv גg דd הh וo זz חch טt יi כk ךk לl מm םm נn ןn סs ע פp ףf צts ץts קk רr שsh תt`));
export const THAI = new Map(
  pairs(`กk ขkh ฃkh คkh ฅkh ฆkh งng จch ฉch ชch ซs ฌch ญy ฎd ฏt ฐth ฑth ฒth ณn ดd ตt ถth ทth ธth นn บb ปp ผph ฝf พph ฟf ภph
    มm ยy รr ฤrue ลl วw ศs ษs สs หh ฬl อo ฮh ะa ัa าa ำam ิi ีi ึue ืue ุu ูu เe แae โo ใai ไai ็ ์ ่ ้ ๊ ๋ ๆ`),
);
