export type ValueKind = 'number' | 'date' | 'mail' | 'url' | 'phone' | 'code' | 'text';

const NUMBER = /^[-+(]?\p{Sc}?\s?(\d{1,3}([., '\u00a0\u202f]\d{3})+|\d+)?([.,]\d+)?(e[-+]?\d{1,3})?\s?[%\p{Sc}]?\)?$/iu;
const DATE = /^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2}))([ T]\d{1,2}:\d{2}\S*)?$/;
const COMPACT_DATE = /^(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/;
const MAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;
const URL = /^(https?:\/\/|www\.)\S+$/i;
const PHONE = /^\+?[\d\s()./-]{7,24}$/;
const CODE = /^(?=\S*\d)[\p{L}\d][\p{L}\d._:/#-]*$/u;

/** What one trimmed, non-empty cell looks like. The order of the tests decides: `2020-01-05` is a date and no phone number. */
export function kindOfValue(value: string): ValueKind {
  const first = value.charCodeAt(0);
  const mayBeText = value.length > 40 || (first > 0x40 && value.includes(' '));
  if (mayBeText) return 'text';
  if (DATE.test(value) || COMPACT_DATE.test(value)) return 'date';
  if (/\d/.test(value) && NUMBER.test(value)) return 'number';
  if (MAIL.test(value)) return 'mail';
  if (URL.test(value)) return 'url';
  if (PHONE.test(value) && (value.match(/\d/g) ?? []).length >= 7) return 'phone';
  if (CODE.test(value)) return 'code';
  return 'text';
}
