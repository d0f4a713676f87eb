import { createContentHash, sha256OfBytes } from '../model/fingerprint';
import { createPacer } from '../model/turns';
import type { ChatQuestion } from './chat';
import type { Range } from './task';
import { countCharacters, noCharacters, tokensOf, tokensOfText } from './tokens';

/** Instead of a question: there is nothing to ask. */
export const NO_QUESTION = 0xffffffff;

/** Distinct questions, and for each row or pair which one is its own, or `NO_QUESTION`. */
export interface Questions {
  /** As JSON: what a row or a pair of rows is to the model. */
  readonly texts: readonly string[];
  readonly questionOf: Uint32Array;
}

/** A kind of question: how it is asked and how answers are read. */
export interface AskedOf<A> {
  readonly revision: string;
  readonly system: string;
  /** Name of the list in the message. */
  readonly list: 'rows' | 'pairs';
  entryOf(question: string, id: number): string;
  readonly schema: object;
  /** One entry of the answer; null where it is none. */
  read(entry: Readonly<Record<string, unknown>>): A | null;
  /** Tokens that an answer is likely to have. */
  outputTokensOf(question: string): Range;
}

/** Several questions as one request, numbered from 1. */
export function questionOf<A>(asked: AskedOf<A>, questions: readonly string[], mostTokens: number): ChatQuestion {
  const entries = questions.map((question, at) => asked.entryOf(question, at + 1));
  return { system: asked.system, user: `{"${asked.list}":[\n${entries.join(',\n')}\n]}`, schema: asked.schema, mostTokens };
}

/** Names all answers of one model to one kind of question, so that they are found again and never taken for others. */
export function runKey<A>(base: string, model: string, asked: AskedOf<A>): string {
  const hash = createContentHash();
  hash.update(JSON.stringify(['llm answers', 1, base, model, asked.revision, asked.system, asked.schema]));
  return hash.digest();
}

const encoder = new TextEncoder();

/** Names a question among those of a run: half of its SHA-256, in hex. */
export function questionKey(question: string): string {
  const digest = sha256OfBytes(encoder.encode(question));
  let key = '';
  for (let at = 0; at < 16; at++) key += digest[at]!.toString(16).padStart(2, '0');
  return key;
}

export interface PortionLimits {
  /** Questions of a request at most. */
  readonly most: number;
  /** Tokens of question and answer together that the model takes. */
  readonly contextTokens: number;
}

/**
 * Splits questions, given by number, into requests: in their order, each with at most `most` of them and, going by the upper estimate,
 * within the context of the model. One question that is too long on its own gets a request of its own: the estimate may be wrong. Gives
 * others their turn.
 */
export async function portionsOf<A>(
  asked: AskedOf<A>,
  texts: readonly string[],
  numbers: Iterable<number>,
  limits: PortionLimits,
): Promise<number[][]> {
  const pause = createPacer();
  let looked = 0;
  const room = limits.contextTokens - tokensOfText(asked.system).high - MARGIN_TOKENS;
  const portions: number[][] = [];
  let portion: number[] = [];
  let used = 0;
  for (const number of numbers) {
    if (looked++ % QUESTIONS_A_LOOK === 0) await pause();
    const text = texts[number]!;
    const tokens = usualTokens(text) + asked.outputTokensOf(text).low * 2 + ENTRY_TOKENS;
    if (portion.length > 0 && (portion.length >= limits.most || used + tokens > room)) {
      portions.push(portion);
      portion = [];
      used = 0;
    }
    portion.push(number);
    used += tokens;
  }
  if (portion.length > 0) portions.push(portion);
  return portions;
}

/** Between both ends of the estimate, nearer to the upper one: a request that is too long after all is split. */
const usualTokens = (text: string): number => {
  const { low, high } = tokensOfText(text);
  return Math.ceil((low + 2 * high) / 3);
};

const QUESTIONS_A_LOOK = 512;
const MARGIN_TOKENS = 64;
/** Braces, id and names of one entry. */
const ENTRY_TOKENS = 10;

/** Tokens that an answer may have before it is cut off: far above what is likely, so that only a model that runs away is stopped. */
export function answerLimit<A>(asked: AskedOf<A>, questions: readonly string[]): number {
  const likely = questions.reduce((sum, question) => sum + asked.outputTokensOf(question).high, 0);
  return 512 + 2 * likely;
}

/** Tokens that requests would have, all together. Gives others their turn. O(characters). */
export async function estimateTokens<A>(
  asked: AskedOf<A>,
  texts: readonly string[],
  numbers: Iterable<number>,
  requests: number,
): Promise<{ readonly input: Range; readonly output: Range }> {
  const pause = createPacer();
  const system = tokensOfText(asked.system);
  const characters = noCharacters();
  let output: Range = { low: 8 * requests, high: 16 * requests };
  let count = 0;
  for (const number of numbers) {
    if (count % QUESTIONS_A_LOOK === 0) await pause();
    const text = texts[number]!;
    countCharacters(text, characters);
    const answer = asked.outputTokensOf(text);
    output = { low: output.low + answer.low, high: output.high + answer.high };
    count++;
  }
  const questions = tokensOf(characters);
  return {
    input: {
      low: questions.low + requests * system.low + 4 * count,
      high: questions.high + requests * (system.high + 16) + ENTRY_TOKENS * count,
    },
    output,
  };
}
