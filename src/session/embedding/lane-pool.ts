import { toAppError } from '../../core/model/errors';
import type { MatchSettings } from '../../core/model/settings';
import type { EncodingDevice } from '../../core/vectors/encoder';
import type { WorkerClient } from '../../rpc/client';
import type { ModelAddress, WebGpuRefusal } from '../../rpc/protocol';
import { type Lane, startLanes } from './lanes';

/** The workers of one run, and the device that they use. */
export interface LanePool {
  readonly device: EncodingDevice;
  /** Why WebGPU was not used; null when it was, or when nobody could expect it. */
  readonly refusal: WebGpuRefusal | null;
  /** Settles which device the run starts with; on WebGPU its one lane is ready then. */
  chooseDevice(): Promise<void>;
  /** Lanes for this many texts: as many as are worth it, or the one with the graphics processor. */
  start(texts: number): readonly Lane[];
  /** Half as many lanes instead of `count` ones that failed; null when there is no use, and on WebGPU: its vectors are not mixed with others. */
  startAgain(count: number, hasAdvanced: boolean): readonly Lane[] | null;
  end(): void;
}

/** More workers than this cost more memory than they save time. */
const MOST_WORKERS = 4;
/** A worker loads the model first, which costs as much as embedding some hundred texts. */
const TEXTS_WORTH_A_WORKER = 200;
/** Nobody is told of these unless WebGPU was asked for. */
const EXPECTED: ReadonlySet<WebGpuRefusal> = new Set(['absent', 'software', 'slower']);

/** @param cores most workers that run at once */
export function createLanePool(
  address: ModelAddress,
  wanted: MatchSettings['device'],
  cores: number,
  spawn: () => WorkerClient,
  signal: AbortSignal,
): LanePool {
  const workers = Math.max(1, Math.min(cores, MOST_WORKERS));
  const started: Lane[] = [];
  let gpuLane: Lane | null = null;
  let device: EncodingDevice = 'wasm';
  let refusal: WebGpuRefusal | null = null;
  const start = (count: number, on: EncodingDevice): readonly Lane[] => {
    const request = { ...address, device: on, isDeviceRequired: wanted === 'webgpu', rivals: workers };
    const lanes = startLanes(count, spawn, request, signal);
    started.push(...lanes);
    return lanes;
  };
  const refuse = (reason: WebGpuRefusal): void => {
    device = 'wasm';
    refusal = EXPECTED.has(reason) && wanted !== 'webgpu' ? null : reason;
  };
  const countFor = (number: number): number => Math.min(workers, Math.max(1, Math.ceil(number / TEXTS_WORTH_A_WORKER)));

  return {
    get device() {
      return device;
    },
    get refusal() {
      return refusal;
    },
    async chooseDevice() {
      if (wanted === 'wasm') return;
      if (!('gpu' in navigator)) return refuse('absent');
      const [lane] = start(1, 'webgpu');
      const answer = await lane!.loaded.catch((thrown: unknown) => {
        // Its process may have gone with the graphics driver.
        if (signal.aborted || toAppError(thrown).code !== 'worker/crashed') throw thrown;
        return { refused: 'failed' } as const;
      });
      if ('refused' in answer) {
        lane!.client.terminate();
        refuse(answer.refused);
      } else {
        gpuLane = lane!;
        device = 'webgpu';
      }
    },
    start(number) {
      return gpuLane ? [gpuLane] : start(countFor(number), 'wasm');
    },
    startAgain(count, hasAdvanced) {
      if (device === 'webgpu') return null;
      if (count === 1 && !hasAdvanced) return null;
      return start(Math.max(1, count >> 1), 'wasm');
    },
    end() {
      for (const lane of started) lane.client.terminate();
    },
  };
}
