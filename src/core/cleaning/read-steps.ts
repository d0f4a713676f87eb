import { CLEANING_KINDS, type CleaningKind, type CleaningStep } from './steps';

const CASES = ['lower', 'upper', 'title'] as const;
const ORDERS = ['day-first', 'month-first'] as const;
const KEPT = ['digits', 'letters', 'letters-and-digits'] as const;

/**
 * Steps out of data of unknown origin: a script, a recipe. `column` stands for a list of one, and what a step leaves out has its
 * default. Null where it is no list of steps. Whether columns exist is not looked at.
 */
export function readSteps(given: unknown): readonly CleaningStep[] | null {
  if (given === undefined || given === null) return [];
  if (!Array.isArray(given)) return null;
  const steps = given.map(readStep);
  return steps.every((step) => step !== null) ? steps : null;
}

function readStep(given: unknown): CleaningStep | null {
  const step: Record<string, unknown> = typeof given === 'string' ? { kind: given } : Object(given);
  const kind = CLEANING_KINDS.find((known) => known === step.kind);
  const columns = namesOf(step.columns ?? (step.column === undefined ? undefined : [step.column]));
  if (!kind || !columns || columns.length === 0) return null;
  const full = withOptions(kind, columns, step);
  return full && (step.isOff === true ? { ...full, isOff: true } : full);
}

function withOptions(kind: CleaningKind, columns: readonly string[], step: Record<string, unknown>): CleaningStep | null {
  switch (kind) {
    case 'case': {
      const to = oneOf(CASES, step.to ?? 'lower');
      return to && { kind, columns, to };
    }
    case 'phone': {
      const code = String(step.countryCode ?? '').replace(/^\+/u, '');
      return /^\d{0,4}$/u.test(code) ? { kind, columns, countryCode: code } : null;
    }
    case 'date': {
      const order = step.order === undefined || step.order === null ? null : oneOf(ORDERS, step.order);
      return order === null && typeof step.order === 'string' ? null : { kind, columns, order };
    }
    case 'keep': {
      const what = oneOf(KEPT, step.what ?? 'digits');
      return what && { kind, columns, what };
    }
    case 'replace': {
      const { find, by = '', isRegex = false, ignoreCase = false } = step;
      if (typeof find !== 'string' || typeof by !== 'string') return null;
      return { kind, columns, find, by, isRegex: isRegex === true, ignoreCase: ignoreCase === true };
    }
    case 'split': {
      const into = namesOf(step.into);
      const { separator = null, at = [] } = step;
      const isPlaced = Array.isArray(at) && at.every((place, index) => Number.isInteger(place) && place > (at[index - 1] ?? 0));
      if (!into || into.length === 0 || columns.length !== 1 || !isPlaced) return null;
      if (separator !== null && typeof separator !== 'string') return null;
      return { kind, columns, separator, at, into };
    }
    case 'join': {
      const { separator = ' ', into } = step;
      if (typeof separator !== 'string' || typeof into !== 'string' || into === '') return null;
      return { kind, columns, separator, into };
    }
    default:
      return { kind, columns };
  }
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | null => known.find((one) => one === value) ?? null;

const namesOf = (value: unknown): readonly string[] | null =>
  Array.isArray(value) && value.every((name) => typeof name === 'string') ? value : null;
