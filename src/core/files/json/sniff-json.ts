import { tryParseJson } from './parse-json';

/** Which JSON a text begins as; null where it is none. Looks at no more than `head`. */
export function sniffJson(head: string): 'json' | 'jsonl' | null {
  const text = head.replace(/^\ufeff/u, '').trimStart();
  if (!/^(\{\s*["}]|\[\s*(?:[[{\]"\d-]|true|false|null))/u.test(text)) return null;
  const lineEnd = text.indexOf('\n');
  const firstLine = (lineEnd < 0 ? text : text.slice(0, lineEnd)).trim();
  const isWhole = tryParseJson(firstLine) !== undefined;
  if (isWhole && lineEnd >= 0 && /^\s*[[{]/u.test(text.slice(lineEnd))) return 'jsonl';
  if (isWhole) return 'json';
  // `[a] name,city` is a header of a CSV file; JSON goes on with what JSON allows after its first mark.
  return /^(\{\s*"(?:[^"\\]|\\.)*"\s*:|\{\s*\}|\[\s*(?:\{\s*["}]|\[|"(?:[^"\\]|\\.)*"\s*[,\]]|-?\d|true|false|null))/u.test(text)
    ? 'json'
    : null;
}
