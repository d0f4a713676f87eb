import type { Estimate } from '../evaluation/intervals';
import { html, type Markup, type Part } from './markup';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const twoDecimals = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const number = (value: number): string => whole.format(value);
/** Scores and kappa. */
export const score = (value: number): string => twoDecimals.format(value);
/** A share of 0…1; only 1 itself is 100 %, as on the screens. */
export const percent = (share: number): string => oneDecimal.format(share < 1 ? Math.min(share, 0.999) : share);
export const range = ({ low, high }: Pick<Estimate, 'low' | 'high'>): string => `${percent(low)} to ${percent(high)}`;
/** `1 row`, `1,204 rows`. */
export const count = (value: number, one: string, several = `${one}s`): string =>
  `${number(value)} ${value === 1 ? one : several}`;
/** `a`, `a and b`, `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
/** A time in UTC, to the minute. */
export const timeOf = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

/** Names that users gave, apart from the text around them whichever way they are written. */
export const named = (name: string): Markup => html`<bdi class="name">${name}</bdi>`;
/** Several names, at most `most` of them. */
export function names(all: readonly string[], most = 60): Markup {
  const shown = all.slice(0, most).map((name, at) => html`${at > 0 ? ', ' : ''}${named(name)}`);
  return html`${shown}${all.length > most ? ` and ${number(all.length - most)} more` : ''}`;
}
export const code = (text: string): Markup => html`<code>${text}</code>`;
export const hash = (text: string | null): Markup => (text === null ? html`not known` : code(text));

/** A list of what is what: one row each, its name as the head of the row. */
export function factTable(caption: string, rows: readonly (readonly [string, Part])[]): Markup {
  return html`<table class="facts"><caption>${caption}</caption><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}

/** A table with a head; the first cell of each row names it, the others are figures or text. */
export function gridTable(caption: string, heads: readonly Part[], rows: readonly (readonly Part[])[], isNumbers = true): Markup {
  return html`<table class="${isNumbers ? 'grid numbers' : 'grid'}"><caption>${caption}</caption><thead><tr>${heads.map(
    (head) => html`<th scope="col">${head}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([first, ...rest]) => html`<tr><th scope="row">${first ?? ''}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}
