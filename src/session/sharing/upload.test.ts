import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ReceivingHub, startReceivingHub, WRITE_TOKEN } from '../../adapters/hub-receiving-fixture';
import type { HubPlatform } from '../../adapters/hub-requests';
import { throwIfCancelled } from '../../core/model/errors';
import { WISHES } from '../../core/sharing/embedded-fixture';
import { adapterOf } from '../../core/sharing/sharing-fixture';
import { createUploadDesk, type UploadDesk, type UploadState } from './upload';

const NAME = 'someone/company-names';
const content = (bytes: number, seed: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: bytes }, (_, at) => (at * seed + (at >> 8)) & 255);
const FILES = [
  ['README.md', content(300, 7)],
  ['onnx/model.onnx', content(250_000, 11)],
  ['3_Dense/model.safetensors', content(60_000, 13)],
] as const;
const files = FILES.map(([path, bytes]) => ({
  path,
  blob: new Blob([bytes]),
  sha256: createHash('sha256').update(bytes).digest('hex'),
}));

let server: ReceivingHub;
let noted: { address: string; purpose: string; sentBytes: number }[];
let waits: number[];
let desk: UploadDesk;
beforeEach(async () => {
  server = await startReceivingHub();
  noted = [];
  waits = [];
  const platform: HubPlatform = {
    fetch: (...request) => fetch(...request),
    clock: () => 0,
    now: () => 0,
    chance: () => 0,
    async wait(ms, signal) {
      waits.push(ms);
      throwIfCancelled(signal);
    },
    note: (address, purpose, sentBytes) => {
      noted.push({ address, purpose, sentBytes });
      return () => {};
    },
    wasForbidden: async () => false,
  };
  desk = createUploadDesk({ platform, compose: async () => files });
});
afterEach(() => server.stop());

async function prepared(token = WRITE_TOKEN): Promise<void> {
  desk.setToken(token);
  await desk.prepare(adapterOf(4, null), WISHES, { hub: server.hub, repository: NAME, revision: null }, true);
}
const state = <Status extends UploadState['status']>(status: Status): Extract<UploadState, { status: Status }> => {
  expect(desk.state().status).toBe(status);
  return desk.state() as Extract<UploadState, { status: Status }>;
};
const filesThere = () => [...(server.repositories.get(NAME)?.files ?? [])];
const puts = (): number => server.asked.filter(({ method }) => method === 'PUT').length;

describe('an upload to a hub', () => {
  it('sends nothing before it is told to, then all files as one commit, private', async () => {
    await prepared();
    expect(state('ready').parcel.bytes).toBe(310_300);
    expect(server.asked).toEqual([]);
    await desk.send();
    expect(state('sent').page).toBe(`${server.hub}/${NAME}`);
    expect(server.repositories.get(NAME)!.isPrivate).toBe(true);
    expect(filesThere().map(([path, bytes]) => [path, bytes.length])).toEqual(FILES.map(([path, { length }]) => [path, length]));
    for (const [path, bytes] of filesThere()) expect(bytes.equals(FILES.find(([one]) => one === path)![1])).toBe(true);
    // The token goes to the hub and not to its storage; every request is in the ledger, with what it sent.
    for (const { method, authorization } of server.asked) {
      expect(authorization).toBe(method === 'PUT' ? null : `Bearer ${WRITE_TOKEN}`);
    }
    expect(noted).toHaveLength(server.asked.length);
    expect(new Set(noted.map(({ purpose }) => purpose))).toEqual(new Set(['upload']));
    expect(noted.filter(({ sentBytes }) => sentBytes >= 50_000).map(({ sentBytes }) => sentBytes)).toEqual([
      100_000, 100_000, 50_000, 60_000,
    ]);
    expect(JSON.stringify(desk.state())).not.toContain(WRITE_TOKEN);
  });

  it('explains a wrong token and one that may not write, and leaves nothing there', async () => {
    await prepared('wrong');
    await desk.send();
    expect(state('failed').error.code).toBe('hub/token-refused');
    desk.setToken('read-only');
    await desk.send();
    expect(state('failed').error).toMatchObject({ code: 'hub/no-write', params: { repository: NAME } });
    expect(server.repositories.size).toBe(0);
  });

  it('asks before it adds to a repository that is there, and tells when that has changed since', async () => {
    const repository = { isPrivate: false, head: '1'.repeat(40), files: new Map([['old.txt', Buffer.from('old')]]) };
    server.repositories.set(NAME, repository);
    await prepared();
    await desk.send();
    expect(state('exists')).toMatchObject({ isPrivate: false, commit: '1'.repeat(40) });
    expect(repository.files.size).toBe(1);
    repository.head = '2'.repeat(40);
    await desk.addToExisting();
    expect(state('failed').error.code).toBe('hub/changed');
    expect(repository.files.size).toBe(1);
    const before = puts();
    await desk.send();
    expect(state('exists').commit).toBe('2'.repeat(40));
    await desk.addToExisting();
    expect(state('sent').commit).toBe(repository.head);
    expect([...repository.files.keys()]).toEqual(['old.txt', ...FILES.map(([path]) => path)]);
    expect(puts()).toBe(before);
  });

  it('waits as it is told to, and goes on where the network broke: nothing is seen until all is there', async () => {
    let isBusy = true;
    server.faults.push((path, _request, response) => {
      if (!isBusy || !path.includes('/preupload/')) return false;
      isBusy = false;
      response.writeHead(429, { 'retry-after': '7' }).end();
      return true;
    });
    let isBroken = true;
    server.faults.push((path, request) => {
      if (!isBroken || !path.startsWith('/one/')) return false;
      request.socket.destroy();
      return true;
    });
    await prepared();
    await desk.send();
    expect(waits[0]).toBe(7_000);
    expect(state('failed')).toMatchObject({ error: { code: 'hub/unreachable' }, sent: { files: 1, large: 2 } });
    expect(filesThere()).toEqual([]);
    isBroken = false;
    const before = puts();
    await desk.send();
    state('sent');
    expect(puts() - before).toBe(1);
    expect(filesThere()).toHaveLength(FILES.length);
  });

  it('names a file that the storage refuses, and takes no other answer for a commit', async () => {
    server.faults.push((path, _request, response) => {
      if (!path.startsWith('/one/')) return false;
      response.writeHead(403).end();
      return true;
    });
    await prepared();
    await desk.send();
    expect(state('failed').error).toMatchObject({ code: 'hub/not-taken', params: { file: '3_Dense/model.safetensors' } });
    server.faults.length = 0;
    server.faults.push((path, _request, response) => {
      if (!path.includes('/commit/')) return false;
      response.writeHead(200).end('<html>sign in</html>');
      return true;
    });
    await desk.send();
    expect(state('failed').error.code).toBe('hub/bad-answer');
  });

  it('stops when it is told to, and forgets what was prepared', async () => {
    await prepared();
    server.faults.push(() => {
      desk.cancel();
      return true;
    });
    await desk.send();
    expect(state('failed').error.code).toBe('job/cancelled');
    desk.leave();
    expect(desk.state()).toEqual({ status: 'idle' });
    await desk.send();
    expect(server.repositories.size).toBe(0);
  });
});
