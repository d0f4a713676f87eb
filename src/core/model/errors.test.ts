import { describe, expect, it } from 'vitest';
import { AppError, assertNever, ERROR_CODES, throwIfCancelled, toAppError } from './errors';

describe('AppError', () => {
  it('carries code, params and cause, and its message is the code', () => {
    const cause = new Error('low');
    const error = new AppError('file/unsupported', { file: 'a.pdf' }, { cause });
    expect(error).toMatchObject({ name: 'AppError', message: 'file/unsupported', code: 'file/unsupported', cause });
    expect(error.params).toEqual({ file: 'a.pdf' });
    expect(new AppError('internal').params).toEqual({});
  });

  it('has every code once', () => expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length));
});

describe('toAppError', () => {
  it('leaves an AppError as it is', () => {
    const error = new AppError('storage/quota');
    expect(toAppError(error)).toBe(error);
  });

  it('takes an abort for a cancel', () => {
    const controller = new AbortController();
    controller.abort();
    expect(toAppError(controller.signal.reason)).toMatchObject({ code: 'job/cancelled', cause: controller.signal.reason });
  });

  it('tells a refused allocation', () => {
    const ask = (allocate: () => unknown): unknown => {
      try {
        return allocate();
      } catch (thrown) {
        return thrown;
      }
    };
    for (const thrown of [
      ask(() => new Float32Array(2 ** 50)),
      ask(() => new ArrayBuffer(2 ** 52)),
      new RangeError('WebAssembly.Memory(): could not allocate memory'),
    ]) {
      expect(thrown).toBeInstanceOf(RangeError);
      expect(toAppError(thrown)).toMatchObject({ code: 'device/out-of-memory', cause: thrown });
    }
    expect(toAppError(new RangeError('precision out of range'))).toMatchObject({ code: 'internal' });
  });

  it.each([
    [new TypeError('no such thing'), 'no such thing'],
    [new DOMException('full', 'QuotaExceededError'), 'full'],
    ['text', 'text'],
    [undefined, 'undefined'],
    [null, 'null'],
  ])('makes %s internal and keeps it as the cause', (thrown, reason) => {
    const error = toAppError(thrown);
    expect(error).toMatchObject({ code: 'internal', params: { reason } });
    expect(error.cause).toBe(thrown);
  });
});

it('throwIfCancelled throws only after the signal has fired', () => {
  const controller = new AbortController();
  expect(() => throwIfCancelled(controller.signal)).not.toThrow();
  controller.abort();
  expect(() => throwIfCancelled(controller.signal)).toThrow(expect.objectContaining({ code: 'job/cancelled' }));
});

it('assertNever names the case it did not expect', () => {
  expect(() => assertNever('odd' as never)).toThrow(
    expect.objectContaining({ code: 'internal', params: { reason: 'unexpected case: odd' } }),
  );
});
