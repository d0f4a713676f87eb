import type { WebGpuRefusal } from '../../rpc/protocol';

/** WebGPU needs ONNX Runtime, which is not part of this edition. */
export const loadWebGpuEncoder = async (): Promise<WebGpuRefusal> => 'absent';
