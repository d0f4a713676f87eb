/**
 * JSON in which nothing of a cell can end its string, and no mark that servers read as the end of a turn (`<|im_end|>`, `</s>`,
 * `[/INST]`) is left as such: its first character becomes an escape, which says the same to whoever reads JSON.
 */
export const dataText = (value: unknown): string =>
  JSON.stringify(value).replace(TURN_MARKS, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}${mark.slice(1)}`);

/** Every `<` before a letter, bar or slash, and what Llama and Mistral put in brackets. Full-width bars are DeepSeek's. */
const TURN_MARKS = /<(?=[|/a-z\uff5c_])|\[(?=\/?[A-Z_]{3,}\])/giu;
