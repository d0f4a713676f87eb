import { AppError } from '../model/errors';

/** What is charged for a million tokens, as the person typed it: the program knows no prices. */
export interface TokenPrices {
  readonly input: number;
  readonly output: number;
  /** Shown behind amounts, such as `EUR`; empty for none. */
  readonly currency: string;
}

/** A server that speaks the OpenAI protocol: one on this computer, or a company's gateway. Keys are never part of it. */
export interface EndpointSettings {
  /** Where its paths begin, such as `http://localhost:11434/v1`. */
  readonly address: string;
  /** Model that answers questions; empty where only vectors are wanted. */
  readonly model: string;
  /** Model that makes vectors; empty where none is wanted. */
  readonly embeddingModel: string;
  readonly prices: TokenPrices | null;
  /** Rows or pairs of one request, 1…100. */
  readonly rowsPerRequest: number;
  /** Requests under way at once, 1…16. */
  readonly requestsAtOnce: number;
  /** Tokens that the model takes at once, question and answer; requests are kept below it. */
  readonly contextTokens: number;
}

export const DEFAULT_ENDPOINT: EndpointSettings = {
  address: '',
  model: '',
  embeddingModel: '',
  prices: null,
  rowsPerRequest: 20,
  requestsAtOnce: 2,
  contextTokens: 8192,
};

export interface EndpointPlace {
  /** Without a slash at the end; paths such as `/chat/completions` are put behind it. */
  readonly base: string;
  readonly origin: string;
}

/** Paths that people paste with the address. */
const KNOWN_PATHS = /\/(chat\/completions|completions|embeddings|models)\/?$/u;

/**
 * Where an endpoint is. Without a path `/v1` is meant, as servers have it. Names, passwords, queries and fragments are refused: an
 * address is shown and kept with answers, so no key may hide in it.
 *
 * @throws AppError `llm/bad-address`
 */
export function readAddress(address: string): EndpointPlace {
  const typed = address.trim();
  let url: URL;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//iu.test(typed) ? typed : `http://${typed}`);
  } catch {
    throw new AppError('llm/bad-address');
  }
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || url.username || url.password || url.search || url.hash || typed === '') throw new AppError('llm/bad-address');
  const path = url.pathname.replace(KNOWN_PATHS, '').replace(/\/+$/u, '');
  return { base: url.origin + (path === '' ? '/v1' : path), origin: url.origin };
}

/**
 * Whether the content security policy of a page with these sources lets it reach an origin. A source is scheme, host and port, of which
 * the host may begin with `*.` and the port may be `*`.
 */
export function isAllowed(origin: string, sources: readonly string[]): boolean {
  const wanted = partsOf(origin);
  return sources.some((source) => {
    const allowed = partsOf(source);
    if (!allowed || !wanted || allowed.scheme !== wanted.scheme) return false;
    const isHost = allowed.host.startsWith('*.') ? wanted.host.endsWith(allowed.host.slice(1)) : wanted.host === allowed.host;
    return isHost && (allowed.port === '*' || allowed.port === wanted.port);
  });
}

function partsOf(source: string): { readonly scheme: string; readonly host: string; readonly port: string } | null {
  const [, scheme, host, port] = /^(https?):\/\/(\[[0-9a-f:]+\]|[^/:]+)(?::(\d+|\*))?\/?$/iu.exec(source) ?? [];
  if (!scheme || !host) return null;
  const isSecure = scheme.toLowerCase() === 'https';
  return { scheme: scheme.toLowerCase(), host: host.toLowerCase(), port: port ?? (isSecure ? '443' : '80') };
}

/** Only this computer hears what is sent there. */
export const isThisComputer = (origin: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/u.test(partsOf(origin)?.host ?? '');

/** A page that came by https may reach http only on this computer. */
export const isMixedContent = (pageProtocol: string, origin: string): boolean =>
  pageProtocol === 'https:' && origin.startsWith('http:') && !isThisComputer(origin);
