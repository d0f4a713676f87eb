import { AppError } from '../model/errors';
import type { ReplaceStep } from './steps';

/**
 * Replaces what a step looks for, everywhere in a text. Regular expressions are read with the `u` flag. One that takes for ever on some
 * text cannot be told beforehand: run it where it can be ended.
 *
 * @throws AppError `cleaning/bad-pattern`
 */
export function createReplacer({
  find,
  by,
  isRegex,
  ignoreCase,
}: Omit<ReplaceStep, 'kind' | 'columns'>): (text: string) => string {
  if (find === '') return (text) => text;
  const flags = ignoreCase ? 'giu' : 'gu';
  if (!isRegex) {
    if (!ignoreCase) return (text) => text.replaceAll(find, () => by);
    const literal = new RegExp(find.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&'), flags);
    return (text) => text.replace(literal, () => by);
  }
  let pattern: RegExp;
  try {
    pattern = new RegExp(find, flags);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message.replace(/^Invalid regular expression: /u, '') : '';
    throw new AppError('cleaning/bad-pattern', { pattern: find, reason }, { cause: thrown });
  }
  return (text) => text.replace(pattern, by);
}
