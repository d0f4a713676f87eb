import type { CleaningKind, CleaningStep } from '../../core/cleaning/steps';
import type { Column } from '../../core/model/types';

/** A step of a kind as it is first added: for the first column that is compared and has none of this kind yet. */
export function newStep(
  kind: CleaningKind,
  columns: readonly Column[],
  preferred: readonly string[],
  steps: readonly CleaningStep[],
  words: { readonly part: string; readonly joined: string },
): CleaningStep {
  const names = columns.map(({ name }) => name);
  const used = new Set(steps.filter((step) => step.kind === kind).flatMap((step) => step.columns));
  const column = [...preferred, ...names].find((name) => names.includes(name) && !used.has(name)) ?? names[0] ?? '';
  const chosen = [column];
  switch (kind) {
    case 'case':
      return { kind, columns: chosen, to: 'lower' };
    case 'phone':
      return { kind, columns: chosen, countryCode: '' };
    case 'date':
      return { kind, columns: chosen, order: null };
    case 'keep':
      return { kind, columns: chosen, what: 'letters-and-digits' };
    case 'replace':
      return { kind, columns: chosen, find: '', by: '', isRegex: false, ignoreCase: false };
    case 'split':
      return {
        kind,
        columns: chosen,
        separator: ',',
        at: [],
        into: [freeName(`${column} ${words.part} 1`, names), freeName(`${column} ${words.part} 2`, names)],
      };
    case 'join':
      return { kind, columns: names.slice(0, 2), separator: ' ', into: freeName(words.joined, names) };
    default:
      return { kind, columns: chosen };
  }
}

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let count = 2; taken.includes(name); count++) name = `${wanted} (${count})`;
  return name;
}
