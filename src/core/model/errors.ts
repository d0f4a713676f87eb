/**
 * Everything that can go wrong and be explained. Core throws codes, never sentences; the sentences (what happened, why it may
 * be, what to do now) live in `app/i18n/*.json` under `errors.<code>`.
 */
export const ERROR_CODES = [
  'file/empty',
  'file/binary',
  'file/unsupported',
  'file/truncated-workbook',
  'file/workbook-encrypted',
  'file/workbook-broken',
  'file/sheet-broken',
  'file/too-large-inside',
  'file/too-large',
  'file/too-many-columns',
  'file/archive-broken',
  'file/json-broken',
  'file/parquet-broken',
  'file/no-rows',
  'file/sheet-not-found',
  'file/unreadable',
  'file/stalled',
  'file/encoding-unknown',
  'input/invalid-table',
  'input/unknown-column',
  'input/column-empty',
  'input/invalid-option',
  'input/too-few-examples',
  'input/too-many-rows',
  'input/no-truth-columns',
  'input/too-few-crosswalks',
  'cleaning/bad-pattern',
  'cleaning/too-slow',
  'cleaning/name-taken',
  'export/too-many-columns',
  'export/too-large',
  'model/missing',
  'model/corrupt',
  'model/unknown',
  'model/failed',
  'model/absent',
  'model/not-found',
  'model/several',
  'model/unsafe-path',
  'model/too-large',
  'model/zip-broken',
  'model/zip-locked',
  'model/lfs-pointer',
  'model/page-instead',
  'model/empty-file',
  'model/altered',
  'model/useless-vectors',
  'model/no-weights',
  'model/incomplete',
  'model/broken-file',
  'model/unsupported',
  'model/self-test',
  'model/needs-runtime',
  'device/no-webassembly',
  'device/out-of-memory',
  'device/lost',
  'worker/crashed',
  'worker/unresponsive',
  'page/part-refused',
  'storage/unavailable',
  'storage/quota',
  'storage/newer-version',
  'storage/failed',
  'project/read-only',
  'project/not-found',
  'project/newer-version',
  'project/file-broken',
  'project/wrong-passphrase',
  'project/no-encryption',
  'recipe/broken',
  'recipe/newer-version',
  'adapter/absent',
  'adapter/broken',
  'adapter/newer-version',
  'adapter/other-model',
  'adapter/too-few-pairs',
  'offline/unreachable',
  'offline/not-served',
  'offline/page-instead',
  'offline/incomplete',
  'offline/altered',
  'offline/full',
  'llm/not-here',
  'llm/bad-address',
  'llm/not-allowed',
  'llm/mixed-content',
  'llm/no-endpoint',
  'llm/no-consent',
  'llm/unreachable',
  'llm/wrong-key',
  'llm/no-model',
  'llm/rejected',
  'llm/too-long',
  'llm/busy',
  'llm/no-credit',
  'llm/failing',
  'llm/too-slow',
  'llm/not-an-endpoint',
  'llm/unreadable',
  'llm/no-vectors',
  'hub/unreachable',
  'hub/redirect-blocked',
  'hub/not-found',
  'hub/no-revision',
  'hub/gated',
  'hub/token-refused',
  'hub/refused',
  'hub/busy',
  'hub/bad-answer',
  'hub/page-instead',
  'hub/incomplete',
  'hub/altered',
  'hub/other-commit',
  'hub/no-onnx',
  'hub/missing-file',
  'hub/full',
  'hub/no-write',
  'hub/changed',
  'hub/not-taken',
  'classifier/too-few-labels',
  'classifier/too-many-labels',
  'classifier/broken',
  'classifier/newer-version',
  'classifier/other-model',
  'job/cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
export type ErrorParams = Readonly<Record<string, string | number>>;

/** An error with a stable code. `params` never hold cell contents other than column names and file names. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.params = params;
  }
}

/** Any thrown value as an `AppError`; what is not one becomes `internal` (aborts become `job/cancelled`, refused allocations `device/out-of-memory`) with the original as cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return new AppError('job/cancelled', {}, { cause: thrown });
  if (isAllocationFailure(thrown)) return new AppError('device/out-of-memory', {}, { cause: thrown });
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('internal', { reason }, { cause: thrown });
}

/** What engines throw when a typed array, buffer or WebAssembly memory cannot be had: a `RangeError`, with words of their own. */
export function isAllocationFailure(thrown: unknown): boolean {
  return (
    thrown instanceof RangeError && /allocat|array buffer|typed array length|invalid array length|memory/iu.test(thrown.message)
  );
}

/** Throws `job/cancelled` when the signal has fired; call between batches. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError('job/cancelled');
}

/** Closes a `switch` over a union: a new member becomes a compile error here. */
export function assertNever(value: never): never {
  throw new AppError('internal', { reason: `unexpected case: ${String(value)}` });
}
