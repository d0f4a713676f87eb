import { estimateStorage } from '../adapters/browser-storage';
import { hasKernel } from '../core/vectors/kernels';
import { modelObstacle } from '../core/vectors/model-obstacle';
import { EDITION } from './edition';
import type { OfflineState } from './offline';

export type CapabilityId =
  | 'webassembly'
  | 'relaxed'
  | 'webgpu'
  | 'secure'
  | 'threads'
  | 'storage'
  | 'persistence'
  | 'offline'
  | 'locks'
  | 'unpacking'
  | 'writes'
  | 'machine';

/** `limited`: there, but less than it could be. */
export type CapabilityState = 'works' | 'limited' | 'absent';

/** What the browser has of one thing, and figures or the browser's own words on it, as they go into a support ticket. */
export interface Capability {
  readonly id: CapabilityId;
  readonly state: CapabilityState;
  readonly detail: string;
}

/** Looks at the browser: nothing is fetched, stored or asked of the person. Never rejects. In order of weight for Rowlink. */
export async function surveyCapabilities(offline: OfflineState): Promise<readonly Capability[]> {
  const obstacle = modelObstacle();
  const [gpu, estimate, hasDatabases] = await Promise.all([lookForGpu(), estimateStorage(), canStore()]);
  const { hardwareConcurrency } = navigator;
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  const has = (isThere: boolean): CapabilityState => (isThere ? 'works' : 'absent');
  const megabytes = (bytes: number | null): string => (bytes === null ? '?' : `${Math.round(bytes / 1e6)} MB`);
  return [
    {
      id: 'webassembly',
      state: obstacle === null ? 'works' : obstacle === 'simd' ? 'limited' : 'absent',
      detail: obstacle === null ? 'WebAssembly, SIMD' : obstacle === 'simd' ? 'WebAssembly, no SIMD' : '',
    },
    { id: 'relaxed', state: has(hasKernel('int8')), detail: '' },
    { id: 'webgpu', ...gpu },
    { id: 'secure', state: has(isSecureContext), detail: location.protocol },
    { id: 'threads', state: has(crossOriginIsolated), detail: `crossOriginIsolated: ${crossOriginIsolated}` },
    {
      id: 'storage',
      state: has(hasDatabases),
      detail: hasDatabases ? `${megabytes(estimate.usage)} / ${megabytes(estimate.quota)}` : '',
    },
    { id: 'persistence', state: estimate.isPersisted ? 'works' : 'limited', detail: `persisted: ${estimate.isPersisted}` },
    {
      id: 'offline',
      state: offline.status === 'here' ? 'works' : offline.status === 'starting' ? 'limited' : 'absent',
      detail: offline.obstacle ?? offline.error?.code ?? offline.status,
    },
    { id: 'locks', state: has('locks' in navigator), detail: '' },
    { id: 'unpacking', state: has('DecompressionStream' in globalThis), detail: '' },
    { id: 'writes', state: has('showSaveFilePicker' in globalThis), detail: '' },
    {
      id: 'machine',
      state: (hardwareConcurrency || 1) > 1 ? 'works' : 'limited',
      detail: `${hardwareConcurrency || '?'} × CPU, ${deviceMemory === undefined ? '?' : `≥ ${deviceMemory}`} GB`,
    },
  ];
}

/** The same for a support ticket: in English words of browsers, without anything of tables, projects or addresses. */
export function describeCapabilities(found: readonly Capability[], version: string): string {
  const { userAgent, language } = navigator;
  return [
    `Rowlink ${version} (${EDITION})`,
    `Browser: ${userAgent}`,
    `Language: ${language}`,
    ...found.map(({ id, state, detail }) => `${id}: ${state}${detail === '' ? '' : ` (${detail})`}`),
    '',
  ].join('\n');
}

interface GpuAdapter {
  readonly isFallbackAdapter?: boolean;
  readonly info?: { readonly isFallbackAdapter?: boolean; readonly vendor?: string; readonly architecture?: string };
}

async function lookForGpu(): Promise<Omit<Capability, 'id'>> {
  const { gpu } = navigator as { readonly gpu?: { requestAdapter(): Promise<GpuAdapter | null> } };
  if (!gpu) return { state: 'absent', detail: isSecureContext ? 'no navigator.gpu' : 'no secure context' };
  const adapter = await gpu.requestAdapter().catch(() => null);
  if (!adapter) return { state: 'absent', detail: 'no adapter' };
  const name = [adapter.info?.vendor, adapter.info?.architecture].filter(Boolean).join(' ');
  const isSoftware = adapter.isFallbackAdapter ?? adapter.info?.isFallbackAdapter ?? false;
  return { state: isSoftware ? 'limited' : 'works', detail: isSoftware ? `${name} (software)` : name };
}

/** Whether a database can be opened at all: some policies leave the name and refuse the thing. */
async function canStore(): Promise<boolean> {
  try {
    await indexedDB.databases();
    return true;
  } catch {
    return false;
  }
}
