import {
  type ChatAnswer,
  type ChatQuestion,
  chatBody,
  type Dialect,
  FULL_DIALECT,
  joinStream,
  plainer,
  readChatAnswer,
} from '../../core/llm/chat';
import { type EmbeddingAnswer, embeddingBody, readEmbeddings } from '../../core/llm/embedding';
import { backOff, judgeStatus, waitAsked } from '../../core/llm/failures';
import { AppError } from '../../core/model/errors';
import { createPace } from './pace';

/** What is in a request, for whoever keeps the list of what was sent. */
export interface SentRows {
  readonly purpose: 'list' | 'test' | 'rows';
  /** Rows, pairs or texts; 0 for none. */
  readonly rows: number;
  readonly columns: readonly string[];
}

export interface LlmClientInput {
  /** Where paths begin, and the only origin that requests go to. */
  readonly base: string;
  readonly origin: string;
  /** Read for each request and never kept; null where the server wants none. */
  readonly key: () => string | null;
  readonly requestsAtOnce: () => number;
  /** Called before each request leaves; what it returns, with the status of the answer or null where none came. */
  note(request: SentRows & { readonly address: string; readonly sentBytes: number }): (status: number | null) => void;
  /** The server asks to wait until then, ms since 1970; 0 when that is over. */
  onHeld(until: number): void;
  onCount(count: Partial<LlmCounts>): void;
  readonly fetch: typeof fetch;
  readonly now: () => number;
  readonly chance: () => number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** Longest wait for the whole answer to one request. */
  readonly timeoutMs?: number;
}

/** What requests came to; all are differences to what was told before. */
export interface LlmCounts {
  readonly requests: number;
  readonly retries: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Answers whose tokens the server did not count. */
  readonly uncounted: number;
}

/** One endpoint. All methods throw AppError `llm/…` in whose params there is nothing of a request or answer but codes. */
export interface LlmClient {
  /** @throws AppError `llm/too-long`, `llm/too-slow` (at once where `rows` could be split), `llm/busy`, … */
  chat(model: string, question: ChatQuestion, sent: SentRows, signal: AbortSignal): Promise<ChatAnswer>;
  /** One vector a text, in their order, as the server gives them. @throws AppError `llm/no-vectors`, … */
  embed(model: string, texts: readonly string[], sent: SentRows, signal: AbortSignal): Promise<EmbeddingAnswer>;
  /** Names of the models, as the server lists them. */
  models(signal: AbortSignal): Promise<readonly string[]>;
}

const TIMEOUT_MS = 120_000;
/** Longer waits are left to the person. */
const LONGEST_WAIT_MS = 180_000;
const MOST_TRIES = 5;
/** Busy servers say so often, and each time it is they who ask to wait. */
const MOST_BUSY = 10;
/** An address that never answered is soon given up. */
const TRIES_WITHOUT_SUCCESS = 2;
const MOST_ANSWER_CHARACTERS = 32e6;
const WORDS_READ = 8_000;

type Sent =
  | { readonly ok: true; readonly body: unknown }
  | { readonly ok: false; readonly status: number; readonly words: string };

/** Sends requests to one endpoint: so many at once, again after failures that pass, and to no other origin. */
export function createLlmClient(input: LlmClientInput): LlmClient {
  const { base, origin, now } = input;
  const timeoutMs = input.timeoutMs ?? TIMEOUT_MS;
  const pace = createPace({ most: input.requestsAtOnce, now, sleep: input.sleep, onHeld: input.onHeld });
  const dialects = new Map<string, Dialect>();
  let hasAnswered = false;

  /** One request, once. @throws what `fetch` and reading throw */
  async function sendOnce(
    path: string,
    payload: string | null,
    sent: SentRows,
    signal: AbortSignal,
  ): Promise<{
    readonly status: number;
    readonly header: (name: string) => string | null;
    readonly text: string;
    readonly isHtml: boolean;
  }> {
    const address = base + path;
    // What a page of another place says in its redirect is not followed: keys and rows go to this origin alone.
    if (new URL(address).origin !== origin) throw new AppError('llm/bad-address');
    const key = input.key();
    const settle = input.note({ ...sent, address, sentBytes: payload === null ? 0 : new TextEncoder().encode(payload).length });
    let status: number | null = null;
    try {
      const answer = await input.fetch(address, {
        method: payload === null ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(payload !== null && { 'content-type': 'application/json' }),
          ...(key && { authorization: `Bearer ${key}` }),
        },
        ...(payload !== null && { body: payload }),
        redirect: 'error',
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal,
      });
      const text = await readText(answer, answer.ok ? MOST_ANSWER_CHARACTERS : WORDS_READ);
      status = answer.status;
      const isHtml = /html/iu.test(answer.headers.get('content-type') ?? '') || /^\s*<(!doctype|html)/iu.test(text);
      return { status, header: (name) => answer.headers.get(name), text, isHtml };
    } finally {
      settle(status);
    }
  }

  /** A request, again where that may help. @throws AppError */
  async function send(path: string, body: object | null, sent: SentRows, model: string, signal: AbortSignal): Promise<Sent> {
    const payload = body === null ? null : JSON.stringify(body);
    let busy = 0;
    let isAgain = false;
    for (let tries = 0; ; tries++) {
      const leave = await pace.enter(signal);
      const timeout = new AbortController();
      const timer = setTimeout(() => timeout.abort(), timeoutMs);
      let wait: number;
      let failure: AppError;
      try {
        input.onCount(isAgain ? { requests: 1, retries: 1 } : { requests: 1 });
        isAgain = true;
        const { status, header, text, isHtml } = await sendOnce(path, payload, sent, AbortSignal.any([signal, timeout.signal]));
        const asked = waitAsked(header, now());
        const isSuccess = status >= 200 && status < 300;
        const read = isSuccess && !isHtml ? readBody(text) : undefined;
        const refusal = statusInside(read);
        if (isSuccess && refusal === null) {
          if (isHtml) throw new AppError('llm/not-an-endpoint', { origin });
          if (read !== undefined) {
            hasAnswered = true;
            pace.ease();
            // The allowance is used up by this very request.
            if (asked) pace.hold(now() + Math.min(asked, LONGEST_WAIT_MS));
            return { ok: true, body: read };
          }
          // Cut off on the way, or a broken server: once more may do.
          failure = new AppError('llm/not-an-endpoint', { origin });
          wait = backOff(tries, input.chance());
        } else {
          const verdict = judgeStatus(refusal ?? status, text, isHtml);
          switch (verdict.kind) {
            case 'filtered':
              return { ok: true, body: FILTERED_ANSWER };
            case 'refused':
              return { ok: false, status: refusal ?? status, words: text };
            case 'too-long':
              throw new AppError('llm/too-long', { model, origin });
            case 'wrong-key':
              throw new AppError('llm/wrong-key', { origin, status });
            case 'no-model':
              throw new AppError('llm/no-model', { origin, model });
            case 'no-credit':
              throw new AppError('llm/no-credit', { origin });
            case 'page':
              throw new AppError('llm/not-an-endpoint', { origin });
            case 'again': {
              wait = asked ?? backOff(tries, input.chance());
              failure = verdict.isBusy ? new AppError('llm/busy', { origin }) : new AppError('llm/failing', { origin, status });
              if (wait > LONGEST_WAIT_MS) throw failure;
              if (verdict.isBusy) {
                pace.hold(now() + wait);
                if (++busy < MOST_BUSY) tries = -1;
              }
            }
          }
        }
      } catch (thrown) {
        if (signal.aborted) throw new AppError('job/cancelled', {}, { cause: thrown });
        if (thrown instanceof AppError) throw thrown;
        const isTimeout = timeout.signal.aborted;
        failure = isTimeout
          ? new AppError('llm/too-slow', { origin, seconds: Math.round(timeoutMs / 1000) })
          : new AppError('llm/unreachable', { origin }, { cause: thrown });
        // With fewer rows it may be quick enough.
        if (isTimeout && sent.rows > 1) throw failure;
        wait = backOff(tries, input.chance());
      } finally {
        clearTimeout(timer);
        leave();
      }
      const isHopeful = hasAnswered || failure.code === 'llm/failing' || failure.code === 'llm/busy';
      if (tries + 1 >= (isHopeful ? MOST_TRIES : TRIES_WITHOUT_SUCCESS)) throw failure;
      await sleepOrCancel(wait, signal);
    }
  }

  const sleepOrCancel = (ms: number, signal: AbortSignal): Promise<void> =>
    input.sleep(ms, signal).catch((thrown: unknown) => {
      throw new AppError('job/cancelled', {}, { cause: thrown });
    });

  const refused = (status: number, words: string): AppError => {
    const verdict = judgeStatus(status, words, false);
    const reason = verdict.kind === 'refused' ? verdict.reason : '';
    return new AppError('llm/rejected', { origin, status, ...(reason && { reason }) });
  };

  return {
    async chat(model, question, sent, signal) {
      for (;;) {
        const dialect = dialects.get(model) ?? FULL_DIALECT;
        const answer = await send('/chat/completions', chatBody(model, question, dialect), sent, model, signal);
        if (answer.ok) {
          const read = readChatAnswer(answer.body);
          if (!read) throw new AppError('llm/not-an-endpoint', { origin });
          input.onCount(read.usage ? { inputTokens: read.usage.input, outputTokens: read.usage.output } : { uncounted: 1 });
          return read;
        }
        // Others may have found out meanwhile.
        if ((dialects.get(model) ?? FULL_DIALECT) !== dialect) continue;
        const next = answer.status === 400 || answer.status === 422 ? plainer(dialect, answer.words) : null;
        if (!next) throw refused(answer.status, answer.words);
        dialects.set(model, next);
      }
    },
    async embed(model, texts, sent, signal) {
      const answer = await send('/embeddings', embeddingBody(model, texts), sent, model, signal);
      if (!answer.ok) throw refused(answer.status, answer.words);
      const read = readEmbeddings(answer.body, texts.length);
      if (!read) throw new AppError('llm/no-vectors', { origin, model });
      input.onCount(read.tokens === null ? { uncounted: 1 } : { inputTokens: read.tokens });
      return read;
    },
    async models(signal) {
      const answer = await send('/models', null, { purpose: 'list', rows: 0, columns: [] }, '', signal);
      if (!answer.ok) throw refused(answer.status, answer.words);
      const { data, models } = answer.body as { readonly data?: unknown; readonly models?: unknown };
      const list = Array.isArray(data) ? data : Array.isArray(models) ? models : null;
      if (!list) throw new AppError('llm/not-an-endpoint', { origin });
      const names = list.flatMap((model: { readonly id?: unknown; readonly name?: unknown }) =>
        [model?.id, model?.name].filter((name) => typeof name === 'string').slice(0, 1),
      );
      return [...new Set(names as string[])].sort();
    },
  };
}

const FILTERED_ANSWER = { choices: [{ message: { content: '' }, finish_reason: 'content_filter' }] };

/** The body of a success; undefined where it is no JSON, and no stream of it. */
function readBody(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return joinStream(text) ?? undefined;
  }
}

/** The status of an error that a gateway sends with status 200; null where the body is none. */
function statusInside(body: unknown): number | null {
  const { error, choices, data } = (body ?? {}) as {
    readonly error?: unknown;
    readonly choices?: unknown;
    readonly data?: unknown;
  };
  if (!error || choices || data) return null;
  const { code } = error as { readonly code?: unknown };
  return typeof code === 'number' && code >= 400 && code < 600 ? code : 400;
}

/** The text of an answer, at most so many characters of it. */
async function readText(answer: Response, most: number): Promise<string> {
  const reader = answer.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length < most) continue;
    await reader.cancel().catch(() => {});
    return text.slice(0, most);
  }
}
