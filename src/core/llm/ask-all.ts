import { AppError, toAppError } from '../model/errors';
import type { ChatAnswer, ChatQuestion } from './chat';
import { type AskedOf, answerLimit, type PortionLimits, portionsOf, questionKey, questionOf } from './questions';
import { readAnswers } from './read-answers';
import type { UnansweredReason } from './task';

/** Answers kept between runs, by run (see `runKey`) and question (see `questionKey`). One that fails is as good as an empty one. */
export interface AnswerStore {
  /** The answers of a run to these questions; `at` is a place in `keys`. */
  find(run: string, keys: readonly string[], take: (at: number, answer: unknown) => void): Promise<void>;
  keep(run: string, answers: readonly (readonly [key: string, answer: unknown])[]): Promise<void>;
}

export interface AskAllInput<A> {
  readonly asked: AskedOf<A>;
  readonly run: string;
  /** Named in errors. */
  readonly model: string;
  readonly origin: string;
  readonly texts: readonly string[];
  /** Answers of earlier runs, by number, as `recallAnswers` gives them. */
  readonly known: ReadonlyMap<number, A>;
  readonly limits: PortionLimits;
  readonly requestsAtOnce: number;
  readonly store: AnswerStore;
  readonly signal: AbortSignal;
  /** Sends one request. @throws AppError `llm/…`, `job/cancelled` */
  chat(question: ChatQuestion, rows: number, signal: AbortSignal): Promise<ChatAnswer>;
  /** Settles when the run may go on; called before each request. */
  mayGoOn(): Promise<void>;
  onAnswers(answers: ReadonlyMap<number, A>): void;
  onUnanswered(numbers: readonly number[], reason: UnansweredReason): void;
}

/** Times a question is asked before it counts as unanswered, the last time alone. */
const MOST_TRIES = 4;
/** So many questions given up one after the other: before the first answer, and after it. The model cannot do it. */
const HOPELESS = { atFirst: 8, later: 100 };

/** The answers of earlier runs, by number of the question. O(questions). */
export async function recallAnswers<A>(
  store: AnswerStore,
  run: string,
  texts: readonly string[],
  pause: () => Promise<void> | null,
): Promise<Map<number, A>> {
  const keys: string[] = [];
  for (const [at, text] of texts.entries()) {
    if (at % 256 === 0) await pause();
    keys.push(questionKey(text));
  }
  const found = new Map<number, A>();
  // What is kept was read by `asked.read` of the same revision.
  await store.find(run, keys, (at, answer) => void found.set(at, answer as A));
  return found;
}

/**
 * Asks all questions that have no answer yet, several a request and several requests at once. What is missing in an answer, doubled or
 * cut off is asked again, in smaller requests, alone in the end; what stays without an answer is told and does not stop the rest.
 * Answers are kept as they come, so that a run that breaks goes on where it stopped.
 *
 * @throws AppError `llm/…` where the endpoint as a whole does not work, `llm/unreadable`, `job/cancelled`
 */
export async function askAll<A>(input: AskAllInput<A>): Promise<void> {
  const { asked, texts, limits, known } = input;
  // The last one is taken first.
  const waiting: Portion[] = (await portionsOf(asked, texts, unknown(texts, known), limits))
    .map((numbers) => ({ numbers, tries: 0 }))
    .reverse();
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  input.signal.addEventListener('abort', abort, { once: true });
  if (input.signal.aborted) stop.abort();
  let hasAnswered = false;
  let givenUp = 0;
  let underWay = 0;
  let failure: AppError | null = null;
  const idle: (() => void)[] = [];
  const wake = (): void => {
    for (const go of idle.splice(0)) go();
  };

  const giveUp = (numbers: readonly number[], reason: UnansweredReason): void => {
    givenUp += numbers.length;
    input.onUnanswered(numbers, reason);
    const most = hasAnswered ? HOPELESS.later : Math.min(HOPELESS.atFirst, texts.length - known.size);
    if (givenUp >= most && reason !== 'filtered')
      throw new AppError(reason === 'too-long' ? 'llm/too-long' : 'llm/unreadable', { model: input.model, origin: input.origin });
  };
  /** Requests of this size are too much for the endpoint: those that wait are made smaller. */
  const shrink = (size: number): void => {
    const kept = waiting.splice(0);
    for (const { numbers, tries } of kept) {
      for (let from = 0; from < numbers.length; from += size) waiting.push({ numbers: numbers.slice(from, from + size), tries });
    }
  };
  const again = ({ numbers, tries }: Portion, reason: UnansweredReason): void => {
    const next = tries + 1;
    if (numbers.length === 1 && (next >= MOST_TRIES || isFinal(reason))) {
      giveUp(numbers, reason);
      return;
    }
    // Alone at the last try, by halves before.
    const size = next >= MOST_TRIES - 1 ? 1 : Math.max(1, Math.ceil(numbers.length / 2));
    for (let from = 0; from < numbers.length; from += size)
      waiting.push({ numbers: numbers.slice(from, from + size), tries: next });
  };

  const ask = async (portion: Portion): Promise<void> => {
    const questions = portion.numbers.map((number) => texts[number]!);
    const question = questionOf(asked, questions, answerLimit(asked, questions));
    let answer: ChatAnswer;
    try {
      answer = await input.chat(question, questions.length, stop.signal);
    } catch (thrown) {
      const { code } = toAppError(thrown);
      const isLarge = portion.numbers.length > 1;
      if (code !== 'llm/too-long' && !(code === 'llm/too-slow' && isLarge)) throw thrown;
      const half = Math.ceil(portion.numbers.length / 2);
      // A longer wait or a shorter question is no new try.
      if (isLarge) {
        waiting.push({ numbers: portion.numbers, tries: portion.tries });
        shrink(half);
      } else giveUp(portion.numbers, 'too-long');
      return;
    }
    const read = readAnswers(
      answer.content,
      questions.map((_, at) => at + 1),
      asked.read,
    );
    const fresh = new Map([...read.answers].map(([id, given]) => [portion.numbers[id - 1]!, given]));
    if (fresh.size > 0) {
      hasAnswered = true;
      givenUp = 0;
      input.onAnswers(fresh);
      await input.store.keep(
        input.run,
        [...fresh].map(([number, given]) => [questionKey(texts[number]!), given]),
      );
    }
    const missing = portion.numbers.filter((number) => !fresh.has(number));
    if (missing.length === 0) return;
    const reason = answer.ending === 'filtered' ? 'filtered' : read.isUnreadable ? 'unreadable' : 'no-answer';
    again({ numbers: missing, tries: portion.tries }, reason);
  };

  const work = async (): Promise<void> => {
    for (;;) {
      await input.mayGoOn();
      if (stop.signal.aborted) return;
      const portion = waiting.pop();
      if (portion) {
        underWay++;
        try {
          await ask(portion);
        } catch (thrown) {
          failure ??= toAppError(thrown);
          stop.abort();
        }
        underWay--;
        wake();
      } else if (underWay === 0) return;
      // Another request may leave something to ask again.
      else await new Promise<void>((go) => idle.push(go));
    }
  };

  try {
    await Promise.all(Array.from({ length: Math.max(1, input.requestsAtOnce) }, work));
  } finally {
    input.signal.removeEventListener('abort', abort);
  }
  if (input.signal.aborted) throw new AppError('job/cancelled');
  if (failure) throw failure;
}

interface Portion {
  readonly numbers: readonly number[];
  readonly tries: number;
}

/** Asking the same alone again brings the same. */
const isFinal = (reason: UnansweredReason): boolean => reason === 'filtered';

function* unknown<A>(texts: readonly string[], known: ReadonlyMap<number, A>): Generator<number> {
  for (let number = 0; number < texts.length; number++) if (!known.has(number)) yield number;
}
