/** A piece of a template: text as it stands, or the cell of a column. */
export type TemplatePart = { readonly text: string } | { readonly column: string };

/**
 * The parts of a template such as `{name}, {city}`. Braces that name none of the columns stand for themselves, so that JSON can be
 * written in one.
 */
export function readTemplate(template: string, columns: readonly string[]): readonly TemplatePart[] {
  const known = new Set(columns);
  const parts: TemplatePart[] = [];
  let from = 0;
  for (const found of template.matchAll(/\{([^{}]+)\}/gu)) {
    const name = known.has(found[1]!) ? found[1]! : found[1]!.trim();
    if (!known.has(name)) continue;
    if (found.index > from) parts.push({ text: template.slice(from, found.index) });
    parts.push({ column: name });
    from = found.index + found[0].length;
  }
  if (from < template.length) parts.push({ text: template.slice(from) });
  return parts;
}

/** A template with the cells of a row in its places. @param cellOf the cell of a column */
export const fillTemplate = (parts: readonly TemplatePart[], cellOf: (column: string) => string): string =>
  parts.map((part) => ('text' in part ? part.text : cellOf(part.column))).join('');
