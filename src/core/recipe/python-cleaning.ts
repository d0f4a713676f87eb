import { legalFormLists } from '../cleaning/legal-forms';
import { titleLists } from '../cleaning/person-titles';
import type { CleaningKind, CleaningStep } from '../cleaning/steps';

/** A value as Python writes it. Strings, numbers, booleans, null and lists of them. */
export function py(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (Array.isArray(value)) return `[${value.map(py).join(', ')}]`;
  // JSON's escapes are Python's too; line separators are escaped, so that a name can never end a line.
  return JSON.stringify(value).replace(
    /[\u2028\u2029\u0085]/gu,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The lines of a function body that clean a data frame `df`, as these steps do. */
export function cleaningLines(steps: readonly CleaningStep[]): readonly string[] {
  return steps.filter(({ isOff }) => !isOff).flatMap(linesOf);
}

/** Helper functions that `cleaningLines` call. */
export function cleaningHelpers(steps: readonly CleaningStep[]): readonly string[] {
  const kinds = new Set<CleaningKind>(steps.filter(({ isOff }) => !isOff).map(({ kind }) => kind));
  const needsPlain = kinds.has('legal-forms') || kinds.has('titles');
  return [
    ...(needsPlain || kinds.has('accents') ? [ACCENTS] : []),
    ...(needsPlain ? [PLAIN] : []),
    ...(kinds.has('case') ? [CASE] : []),
    ...(kinds.has('legal-forms') ? [legalForms()] : []),
    ...(kinds.has('titles') ? [titles()] : []),
    ...(kinds.has('phone') ? [PHONE] : []),
    ...(kinds.has('date') ? [DATE] : []),
  ];
}

function linesOf(step: CleaningStep): readonly string[] {
  const each = (call: string): readonly string[] => [
    `for column in ${py(step.columns)}:`,
    `    df[column] = df[column].map(${call})`,
  ];
  switch (step.kind) {
    case 'spaces':
      return each('lambda cell: " ".join(cell.split())');
    case 'case':
      return each(step.to === 'title' ? 'title_case' : `str.${step.to}`);
    case 'accents':
      return each('without_accents');
    case 'legal-forms':
      return each('without_legal_form');
    case 'titles':
      return each('without_titles');
    case 'phone':
      return each(`lambda cell: phone_form(cell, ${py(step.countryCode)})`);
    case 'date':
      return each(`lambda cell: iso_date(cell, ${py(step.order)})`);
    case 'keep': {
      const left = { digits: '[^0-9]+', letters: '[\\W\\d_]+', 'letters-and-digits': '[\\W_]+' }[step.what];
      return each(
        step.what === 'digits'
          ? `lambda cell: re.sub(${py(left)}, "", unicodedata.normalize("NFKC", cell))`
          : `lambda cell: " ".join(re.sub(${py(left)}, " ", cell).split())`,
      );
    }
    case 'replace': {
      if (step.find === '') return [];
      const pattern = step.isRegex ? py(pythonPattern(step.find)) : `re.escape(${py(step.find)})`;
      const by = step.isRegex ? py(pythonReplacement(step.by)) : `lambda found: ${py(step.by)}`;
      return each(`lambda cell: re.sub(${pattern}, ${by}, cell${step.ignoreCase ? ', flags=re.IGNORECASE' : ''})`);
    }
    case 'split': {
      const [column] = step.columns;
      const most = step.into.length;
      const parts =
        step.separator === null
          ? `cut_at(cell, ${py(step.at.slice(0, most - 1))})`
          : step.separator === ''
            ? '[cell]'
            : `cell.split(${py(step.separator)}, ${most - 1})`;
      return [
        `parts = df[${py(column)}].map(lambda cell: [part.strip() for part in ${parts}])`,
        ...step.into.map((name, at) => `df[${py(name)}] = parts.map(lambda found: found[${at}] if len(found) > ${at} else "")`),
      ];
    }
    case 'join':
      return [
        `df[${py(step.into)}] = [`,
        `    ${py(step.separator)}.join(cell.strip() for cell in cells if cell.strip())`,
        `    for cells in df[${py(step.columns)}].itertuples(index=False)`,
        ']',
      ];
  }
}

/** Names of groups and of code points are written in other ways in Python. */
const pythonPattern = (pattern: string): string =>
  pattern
    .replace(/\(\?<(?=[A-Za-z_])/gu, '(?P<')
    .replace(/\\u\{([0-9a-f]+)\}/giu, (_, hex: string) => String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(hex, 16))));

const pythonReplacement = (by: string): string =>
  by
    .replaceAll('\\', '\\\\')
    .replace(/\$(\$|&|\d{1,2}|<[^>]+>)/gu, (_, what: string) =>
      what === '$' ? '$' : what === '&' ? '\\g<0>' : what.startsWith('<') ? `\\g${what}` : `\\g<${Number(what)}>`,
    );

const ACCENTS = `STROKES = str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ı": "i"})


def without_accents(cell):
    """Latin and Greek letters without their marks."""
    out, base = [], ""
    for sign in unicodedata.normalize("NFD", cell):
        if unicodedata.combining(sign):
            if base.startswith(("LATIN", "GREEK")):
                continue
        else:
            base = unicodedata.name(sign, "")
        out.append(sign)
    return unicodedata.normalize("NFC", "".join(out)).translate(STROKES)`;

const PLAIN = `def plain(text):
    """Small letters and digits, single spaces, no marks."""
    text = without_accents(unicodedata.normalize("NFKC", text).lower().replace("ß", "ss"))
    return " ".join(re.sub(r"[\\W_]+", " ", text).split())`;

const CASE = `def title_case(cell):
    return re.sub(r"[^\\W\\d_][\\w'’]*", lambda word: word[0][0].upper() + word[0][1:].lower(), cell)`;

const legalForms = (): string => {
  const { words, phrases } = legalFormLists();
  return `LEGAL_FORMS = set(${py(words.join(' '))}.split())
LEGAL_PHRASES = set(${py(phrases.join('|'))}.split("|"))


def without_legal_form(cell):
    """Takes legal forms off the end, never the whole name."""
    for form in ("株式会社", "(株)", "（株）", "有限会社", "股份有限公司", "有限责任公司", "有限公司", "주식회사", "(주)", "（주）"):
        cell = cell.replace(form, " ")
    words = cell.split()
    end = len(words)
    found = True
    while found:
        found = False
        last = end
        while last > 1 and plain(words[last - 1]) in ("", "and", "und", "et", "y", "e", "en", "i"):
            last -= 1
        for length in range(min(5, last - 1), 0, -1):
            phrase = plain(" ".join(words[last - length : last]))
            joined = phrase.replace(" ", "")
            single = length == 1 or all(len(word) == 1 for word in phrase.split())
            if phrase in LEGAL_PHRASES or (single and joined in LEGAL_FORMS):
                end, found = last - length, True
                break
    if end == len(words):
        return cell
    while end > 1 and plain(words[end - 1]) in ("", "and", "und", "et", "y", "e", "en", "i"):
        end -= 1
    return " ".join(words[:end]).rstrip(" ,;")`;
};

const titles = (): string => {
  const { before, dotted, behind } = titleLists();
  return `TITLES = set(${py(before.join(' '))}.split())
TITLES_WITH_POINT = set(${py(dotted.join(' '))}.split())
DEGREES = set(${py(behind.join(' '))}.split())


def is_title(word):
    pieces = [piece for piece in re.split(r"[.\\-/()]+", without_accents(word.lower())) if piece]
    with_point = bool(re.search(r"[.\\-/]", word))
    known = TITLES | (TITLES_WITH_POINT if with_point else set())
    return bool(pieces) and ("".join(pieces) in TITLES or (pieces[0] in TITLES and all(piece in known for piece in pieces)))


def without_titles(cell):
    """Takes titles off the beginning and degrees off the end, never the whole name."""
    kept = []
    for place, part in enumerate(cell.split(",")):
        words = part.split()
        if place > 0 and words and all(plain(word).replace(" ", "") in DEGREES or is_title(word) for word in words):
            continue
        start = 0
        while start < len(words) - 1 and (is_title(words[start]) or (start > 0 and plain(words[start]) in TITLES_WITH_POINT and "." in words[start])):
            start += 1
        if words:
            kept.append(" ".join(words[start:]))
    return ", ".join(kept) or cell`;
};

const PHONE = `def phone_form(cell, code):
    """+ and digits where the calling code is known, else digits; other texts stay as they are."""
    body = re.sub(r"(?i)^(tel|phone|fon|fax|mob|mobile)[.:\\s]+", "", unicodedata.normalize("NFKC", cell).strip())
    found = re.search(r"(?i)\\s*(?:;ext=|,?\\s*(?:ext|x|dw|#)\\.?:?\\s*)(\\d{1,6})$", body)
    extension = f";ext={found[1]}" if found else ""
    body = body[: found.start()] if found else body
    if not re.fullmatch(r"[+\\d\\s().\\-/]+", body):
        return cell
    abroad = body.lstrip(" (").startswith(("+", "00"))
    digits = re.sub(r"\\D", "", re.sub(r"\\(\\s*0\\s*\\)", "", body) if abroad else body)
    if abroad:
        digits = "+" + (digits if "+" in body else digits[2:])
    elif code:
        if code in ("39", "378"):
            trunk = 0
        elif code == "1":
            trunk = int(len(digits) == 11 and digits.startswith("1"))
        elif code == "7":
            trunk = int(len(digits) == 11 and digits[0] in "78")
        elif code == "36":
            trunk = 2 * int(digits.startswith("06"))
        else:
            trunk = int(digits.startswith("0"))
        digits = f"+{code}{digits[trunk:]}"
    return digits + extension if 5 <= len(digits.lstrip("+")) <= 15 else cell`;

const DATE = `def iso_date(cell, order):
    """YYYY-MM-DD for dates in figures and with English names of months; other texts stay as they are."""
    text = unicodedata.normalize("NFKC", cell).strip()
    found = re.fullmatch(r"(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})", text) or re.fullmatch(r"((?:19|20)\\d{2})(\\d{2})(\\d{2})", text)
    if found:
        choices = [(found[1], found[2], found[3])]
    elif found := re.fullmatch(r"(\\d{1,2})[-/. ]\\s?(\\d{1,2})[-/. ]\\s?(\\d{4}|\\d{2})", text):
        year = found[3] if len(found[3]) == 4 else str(int(found[3]) + (2000 if int(found[3]) < 70 else 1900))
        choices = [(year, found[2], found[1]), (year, found[1], found[2])]
    else:
        when = pd.to_datetime(text, errors="coerce") if re.search(r"[A-Za-z]{3}", text) and re.search(r"\\d{4}", text) else pd.NaT
        return cell if pd.isna(when) else when.strftime("%Y-%m-%d")
    days = []
    for year, month, day in choices:
        try:
            days.append(datetime.date(int(year), int(month), int(day)).isoformat())
        except ValueError:
            days.append(None)
    known = [day for day in days if day]
    if len(set(known)) == 2:
        return cell if order is None else days[0] if order == "day-first" else days[1]
    return known[0] if known else cell`;

/** Called by lines of splitting at places. */
export const CUT_AT = `def cut_at(cell, places):
    ends = [*places, len(cell)]
    return [cell[start:end] for start, end in zip([0, *places], ends)]`;
