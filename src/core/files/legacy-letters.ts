/** What is written in an encoding: its usual letters, those that make up most of a text first. */
interface Written {
  readonly encoding: string;
  /** Each of these speaks for the encoding. */
  readonly usual: ReadonlySet<string>;
  /** Letters that occur, and speak for it a little. */
  readonly known: ReadonlySet<string>;
}

const bothCases = (letters: string): ReadonlySet<string> => new Set([...letters, ...letters.toLocaleUpperCase('und')]);
const written = (encoding: string, usual: string, known = ''): Written => ({
  encoding,
  usual: bothCases(usual),
  known: bothCases(known),
});

const WEST = ['äöüßéèñçáíóúãåæøàêëôîìòù', 'âïûœÿõýþðªº'] as const;
const CENTRE = ['ąćęłńóśźżáčěířšůýžéöőúüűťďň', 'âîăäôľĺŕđşţ'] as const;
const RUSSIAN = ['оеаинтсрвлкмдпуя', 'ыьгзбчйхжшюцщэфъё'] as const;
const UKRAINIAN = ['оеаинтсрвлкмдпуяіїє', 'ыьгзбчйхжшюцщэфъґёўѓќјљњћђџѕ'] as const;
const GREEK = ['αοιετσνηυρπκμλςόίάέή', 'ωδγχθβφξζψύώϊϋΐΰ'] as const;
const BALTIC = ['šąčęėįųūžāēīņļģķõäöü', 'óźńżłśćřåéæøß'] as const;

/** Encodings of one byte a letter. Of those that score about alike the first is taken: what Windows writes comes before what it does not. */
const WRITTEN: readonly Written[] = [
  written('windows-1252', ...WEST),
  written('windows-1250', ...CENTRE),
  written('iso-8859-2', ...CENTRE),
  written('windows-1254', 'çğıöşüİ', 'âîûäß'),
  written('windows-1257', ...BALTIC),
  written('windows-1251', ...UKRAINIAN),
  written('koi8-r', ...RUSSIAN),
  written('koi8-u', ...UKRAINIAN),
  written('iso-8859-5', ...UKRAINIAN),
  written('ibm866', ...RUSSIAN),
  written('x-mac-cyrillic', ...UKRAINIAN),
  written('windows-1253', ...GREEK),
  written('iso-8859-7', ...GREEK),
  written('windows-1255', 'יוהלאמרתבשנח', 'םדקעפגטכסץזןצךף'),
  written('windows-1256', 'اليمنرتبةدسع', 'هوكفقحجشصأطخإىذئءزثضغظؤآپچژگ'),
  written('iso-8859-6', 'اليمنرتبةدسع', 'هوكفقحجشصأطخإىذئءزثضغظؤآ'),
  written('windows-874', 'านรกอเงมยลวดทสตะปบคหแจพชขใไโิีืุู่้ั็์ำ', 'ฉซญฎฏฐฑฒณถธผฝฟภฤศษฬฮๆฯ๐๑๒๓๔๕๖๗๘๙๊๋'),
];
/** By how much an encoding has to read better than one before it. */
const MARGIN = 0.005;
/** Scripts whose words are rarely mixed with another. */
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Thai}/u,
];

/**
 * The encoding of one byte a letter in which a sample reads most like words: usual letters speak for it; control characters, signs inside
 * words, capitals after small letters, words of two scripts, and long runs of accented letters speak against it.
 *
 * @param sample text with other than ASCII characters, a few kilobytes
 * @returns the encoding and its score a character beyond ASCII, at most 1; null where none is above 0
 */
export function guessByLetters(sample: Uint8Array): { readonly encoding: string; readonly score: number } | null {
  let best: { encoding: string; score: number } | null = null;
  for (const candidate of WRITTEN) {
    // As a stream, since Node 20 takes windows-1252 as a whole for ISO 8859-1.
    const score = scoreOf(new TextDecoder(candidate.encoding).decode(sample, { stream: true }), candidate);
    if (score > 0 && score > (best ? best.score + MARGIN : 0)) best = { encoding: candidate.encoding, score };
  }
  return best;
}

function scoreOf(text: string, { usual, known }: Written): number {
  const letters = [...text];
  let score = 0;
  let counted = 0;
  let accented = 0;
  for (const [at, letter] of letters.entries()) {
    if (letter <= '\u007f') {
      accented = 0;
      continue;
    }
    counted++;
    const before = letters[at - 1] ?? ' ';
    const after = letters[at + 1] ?? ' ';
    if (usual.has(letter)) score += 1;
    else if (known.has(letter)) score += 0.35;
    else if (/[\p{L}\p{M}]/u.test(letter)) score -= 0.5;
    else if (/[\p{C}]/u.test(letter)) score -= 3;
    else if (isLetter(before) && isLetter(after)) score -= letter === '’' || letter === '·' ? 0.2 : 1.5;
    else score -= letter === '\u00a0' ? 0 : 0.2;
    if (!isLetter(letter)) continue;
    if (isUpper(letter) && isLower(before)) score -= 1.5;
    if (isLower(letter) && isUpper(before) && isUpper(letters[at - 2] ?? ' ') && isUpper(letters[at - 3] ?? ' ')) score -= 0.5;
    const script = SCRIPTS.findIndex((one) => one.test(letter));
    if ((isLetter(before) && !SCRIPTS[script]?.test(before)) || (isLetter(after) && !SCRIPTS[script]?.test(after))) score -= 1.5;
    accented = script === 0 ? accented + 1 : 0;
    if (accented > 2) score -= 1.5;
  }
  return counted === 0 ? 0 : score / counted;
}

const isLetter = (letter: string): boolean => /\p{L}/u.test(letter);
const isUpper = (letter: string): boolean => /\p{Lu}/u.test(letter);
const isLower = (letter: string): boolean => /\p{Ll}/u.test(letter);
