import { AppError } from '../../core/model/errors';

// Stands where ONNX Runtime is imported: the models of this edition do without it.
throw new AppError('model/failed', { model: '', reason: 'runtime' });

export const env = { wasm: {} };
export const InferenceSession = {};
export const Tensor = {};
