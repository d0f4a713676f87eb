// What one tab holds, by kind: memory of the browser's processes, the heap of the page, and what is alive in it.
import { ownBytes, processesBelow } from './processes.mjs';

const MIB = 2 ** 20;
const KINDS = [
  ['renderer', '--type=renderer'],
  ['graphics', '--type=gpu-process'],
  ['services', '--type=utility'],
];

/** Counts addresses of Blobs that were made and not given back; install it before the page is loaded. */
export function countAddresses() {
  const { createObjectURL, revokeObjectURL } = URL;
  const open = new Set();
  window.openAddresses = open;
  URL.createObjectURL = (object) => {
    const address = Reflect.apply(createObjectURL, URL, [object]);
    open.add(address);
    return address;
  };
  URL.revokeObjectURL = (address) => {
    open.delete(address);
    Reflect.apply(revokeObjectURL, URL, [address]);
  };
}

/**
 * Looks at a tab after its garbage was collected.
 *
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').CDPSession} session of the page
 * @param {number} programPid what started the browser
 */
export async function lookAtTab(page, session, programPid) {
  await session.send('Performance.enable');
  for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const metric = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const heap = await session.send('Runtime.getHeapUsage');
  const stored = await page.evaluate(async () => {
    const { usage, usageDetails } = await navigator.storage.estimate();
    return { addresses: window.openAddresses?.size ?? 0, bytes: usageDetails?.indexedDB ?? usage ?? 0 };
  });
  const processes = Object.fromEntries(
    KINDS.map(([kind, word]) => [kind, processesBelow(programPid, word).reduce((sum, pid) => sum + ownBytes(pid), 0) / MIB]),
  );
  const all = processesBelow(programPid, '').filter((pid) => pid !== programPid);
  return {
    browserMiB: all.reduce((sum, pid) => sum + ownBytes(pid), 0) / MIB,
    rendererMiB: processes.renderer,
    graphicsMiB: processes.graphics,
    servicesMiB: processes.services,
    heapMiB: heap.usedSize / MIB,
    buffersMiB: (heap.backingStorageSize ?? 0) / MIB,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
    workers: page.workers().length,
    addresses: stored.addresses,
    storedMiB: stored.bytes / MIB,
  };
}
