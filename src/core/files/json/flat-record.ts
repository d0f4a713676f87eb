const PLAIN_VALUE = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const BETWEEN = /[ \t\r\n]*/y;

/**
 * The fields of an object without lists or objects inside, as `flattenRecord` gives them, but in the order of the text: engines put names
 * that are whole numbers first. Null for any other text, and where a name stands twice. O(characters).
 */
export function parseFlatRecord(text: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  let at = skip(text, 0);
  if (text[at] !== '{') return null;
  do {
    at = skip(text, at + 1);
    const name = takeString(text, at);
    const key = name && unquoted(name);
    if (!name || key === null || fields.has(key)) return null;
    at = skip(text, at + name.length);
    if (text[at] !== ':') return null;
    at = skip(text, at + 1);
    const token = takeString(text, at) ?? takePlain(text, at);
    const value = token && (token[0] === '"' ? unquoted(token) : token === 'null' ? '' : token);
    if (!token || value === null) return null;
    at = skip(text, at + token.length);
    fields.set(key, value);
  } while (text[at] === ',');
  return text[at] === '}' && skip(text, at + 1) === text.length ? fields : null;
}

/** A string with its quotes; null where none begins or it has no end. */
function takeString(text: string, at: number): string | null {
  if (text[at] !== '"') return null;
  for (let end = text.indexOf('"', at + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text[end - 1 - slashes] === '\\') slashes++;
    if (slashes % 2 === 0) return text.slice(at, end + 1);
  }
  return null;
}

function takePlain(text: string, at: number): string | null {
  PLAIN_VALUE.lastIndex = at;
  return PLAIN_VALUE.exec(text)?.[0] ?? null;
}

function skip(text: string, at: number): number {
  BETWEEN.lastIndex = at;
  BETWEEN.test(text);
  return BETWEEN.lastIndex;
}

function unquoted(token: string): string | null {
  try {
    return JSON.parse(token) as string;
  } catch {
    return null;
  }
}
