import { throwIfCancelled } from '../core/model/errors';
import { createContentHash } from '../core/model/fingerprint';
import type { Job } from '../core/model/types';
import type { FoundFile } from '../core/proof/file-list';
import type { Attempt } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** What a worker that looks for proof needs of its platform. */
export interface ProofPlatform {
  /** Asks for a file as the server has it, past the browser's cache. Follows no redirection to another origin. */
  readonly request: (address: string, signal: AbortSignal) => Promise<Response>;
  readonly fetchOutside: () => Promise<Attempt>;
}

export const createProofHandlers = (platform: ProofPlatform): Handlers => ({
  hashFiles: async ({ folder, paths }, job) => ({ answer: await hashFiles(folder, paths, platform, job) }),
  reachOutside: async () => ({ answer: await platform.fetchOutside() }),
});

/** SHA-256 of files below `folder`, one after the other and piece by piece: memory does not grow with them. */
async function hashFiles(
  folder: string,
  paths: readonly string[],
  { request }: ProofPlatform,
  job: Job,
): Promise<readonly FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    job.progress(found.length, paths.length, 'files');
    const address = folder + path.split('/').map(encodeURIComponent).join('/');
    const sha256 = await hashOf(address, request, job.signal).catch(() => null);
    throwIfCancelled(job.signal);
    found.push({ path, sha256 });
  }
  return found;
}

async function hashOf(address: string, request: ProofPlatform['request'], signal: AbortSignal): Promise<string | null> {
  const answer = await request(address, signal);
  if (!answer.ok || !answer.body) return null;
  const hash = createContentHash();
  const reader = answer.body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) hash.updateBytes(part.value);
  return hash.digest();
}
