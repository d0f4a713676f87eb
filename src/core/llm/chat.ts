/** Messages of one question to `/v1/chat/completions`. */
export interface ChatQuestion {
  readonly system: string;
  readonly user: string;
  /** JSON Schema of the answer, for servers that hold the model to it. */
  readonly schema: object;
  /** Tokens of the answer at most. */
  readonly mostTokens: number;
}

export interface TokenCount {
  readonly input: number;
  readonly output: number;
}

export interface ChatAnswer {
  readonly content: string;
  /** `length`: cut off; `filtered`: withheld by the server. */
  readonly ending: 'whole' | 'length' | 'filtered';
  /** null where the server does not count. */
  readonly usage: TokenCount | null;
}

/** What a server understands of the protocol; settled by what it refuses. */
export interface Dialect {
  readonly format: 'schema' | 'object' | 'text';
  readonly limit: 'max_tokens' | 'max_completion_tokens' | null;
  readonly hasSeed: boolean;
  readonly hasTemperature: boolean;
}

export const FULL_DIALECT: Dialect = { format: 'schema', limit: 'max_tokens', hasSeed: true, hasTemperature: true };

/** The body of a request: as deterministic as the server lets it be. */
export const chatBody = (model: string, question: ChatQuestion, dialect: Dialect): object => ({
  model,
  messages: [
    { role: 'system', content: question.system },
    { role: 'user', content: question.user },
  ],
  stream: false,
  ...(dialect.hasTemperature && { temperature: 0 }),
  ...(dialect.hasSeed && { seed: 1 }),
  ...(dialect.limit && { [dialect.limit]: question.mostTokens }),
  ...(dialect.format === 'schema' && {
    response_format: { type: 'json_schema', json_schema: { name: 'answers', strict: true, schema: question.schema } },
  }),
  ...(dialect.format === 'object' && { response_format: { type: 'json_object' } }),
});

/**
 * A dialect with less in it, after a server refused a request with status 400 or 422; null where nothing is left to leave out. The
 * words of the server say what it was; where they do not, the form of the answer goes first.
 */
export function plainer(dialect: Dialect, words: string): Dialect | null {
  if (dialect.limit === 'max_tokens' && /max_completion_tokens/u.test(words))
    return { ...dialect, limit: 'max_completion_tokens' };
  if (dialect.limit && /max_(completion_)?tokens/u.test(words)) return { ...dialect, limit: null };
  if (dialect.hasTemperature && /temperature/u.test(words)) return { ...dialect, hasTemperature: false };
  if (dialect.hasSeed && /\bseed\b/u.test(words)) return { ...dialect, hasSeed: false };
  if (dialect.format === 'schema') return { ...dialect, format: 'object' };
  if (dialect.format === 'object') return { ...dialect, format: 'text' };
  return dialect.hasSeed ? { ...dialect, hasSeed: false } : null;
}

/** What came back of a question; null where it is no answer of this protocol. Content in parts and the older `text` are read as well. */
export function readChatAnswer(body: unknown): ChatAnswer | null {
  const answer = body as RawAnswer | null;
  const choice = answer && typeof answer === 'object' ? answer.choices?.[0] : undefined;
  if (!choice || typeof choice !== 'object') return null;
  const { message, finish_reason: finish } = choice;
  const content = textOf(message?.content) ?? choice.text ?? '';
  const isFiltered = finish === 'content_filter' || (content === '' && typeof message?.refusal === 'string');
  return {
    content: String(content),
    ending: isFiltered ? 'filtered' : finish === 'length' ? 'length' : 'whole',
    usage: usageOf(answer?.usage),
  };
}

interface RawAnswer {
  readonly choices?: readonly {
    readonly message?: { readonly content?: unknown; readonly refusal?: unknown };
    readonly text?: string;
    readonly finish_reason?: unknown;
  }[];
  readonly usage?: unknown;
}

function textOf(content: unknown): string | null {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return content.map((part: { readonly text?: unknown }) => (typeof part?.text === 'string' ? part.text : '')).join('');
}

function usageOf(usage: unknown): TokenCount | null {
  const { prompt_tokens: input, completion_tokens: output } = (usage ?? {}) as Readonly<Record<string, unknown>>;
  if (!isCount(input)) return null;
  return { input, output: isCount(output) ? output : 0 };
}

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** Pieces of an answer that came as a stream although none was asked for, as one body; null where `text` is no such stream. */
export function joinStream(text: string): unknown {
  const events = text.split(/\r?\n/u).flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []));
  const pieces = events.filter((event) => event !== '' && event !== '[DONE]');
  if (pieces.length === 0) return null;
  let content = '';
  let finish: unknown = null;
  let usage: unknown;
  for (const piece of pieces) {
    let read: { choices?: readonly { delta?: { content?: unknown }; finish_reason?: unknown }[]; usage?: unknown };
    try {
      read = JSON.parse(piece);
    } catch {
      return null;
    }
    const choice = read.choices?.[0];
    content += textOf(choice?.delta?.content) ?? '';
    finish = choice?.finish_reason ?? finish;
    usage = read.usage ?? usage;
  }
  return { choices: [{ message: { content }, finish_reason: finish }], usage };
}
