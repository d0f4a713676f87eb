import { AppError } from './errors';

/** Zeros. @throws AppError `device/out-of-memory` where there is no room for them */
export function allocateFloats(length: number): Float32Array<ArrayBuffer> {
  try {
    return new Float32Array(length);
  } catch (thrown) {
    throw new AppError('device/out-of-memory', {}, { cause: thrown });
  }
}
