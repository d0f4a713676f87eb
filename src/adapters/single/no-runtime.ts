import { AppError } from '../../core/model/errors';

// Stands where ONNX Runtime is imported: the models of this edition do without it.
throw new AppError('model/needs-runtime', { model: '' });

export const env = { wasm: {} };
export const InferenceSession = {};
export const Tensor = {};
