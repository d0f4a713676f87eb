import { toAppError } from '../core/model/errors';
import type { Outcome } from './contract';

/** What a piece of work came to, its failure included. */
export async function outcomeOf<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work(), error: null };
  } catch (thrown) {
    return { value: null, error: toAppError(thrown) };
  }
}
