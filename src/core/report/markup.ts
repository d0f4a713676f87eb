/** HTML whose every value is escaped. Made by `html` alone, so that no text can be taken for it. */
class SafeMarkup {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}
export type Markup = SafeMarkup;

/** What may stand in a template: text is escaped, null is nothing, lists are put one after the other. */
export type Part = Markup | string | number | null | readonly Part[];

/**
 * HTML from a template. The text of the template is taken as it is, all that is put into it is escaped: elements and attributes in double
 * quotes are the only places for it. Half a surrogate pair and control characters, which HTML cannot hold, become U+FFFD.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new SafeMarkup(template.reduce((text, piece, at) => text + sourceOf(parts[at - 1] ?? null) + piece));
}

/** Text of the product itself that has to stand unescaped, such as a style sheet; never one that a user gave. */
export const trusted = (source: string): Markup => new SafeMarkup(source);

function sourceOf(part: Part): string {
  if (part === null) return '';
  if (part instanceof SafeMarkup) return part.source;
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return part.map(sourceOf).join('');
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeText(text: string): string {
  return (
    text
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that HTML cannot hold.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"']/g, (letter) => ESCAPES[letter]!)
  );
}
