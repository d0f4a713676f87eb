// What one tab holds, by kind: memory of the browser's processes, the heap of the page, and what is alive in it.
import { writeFileSync } from 'node:fs';
import { ownBytes, processesBelow } from './processes.mjs';

const MIB = 2 ** 20;
const KINDS = [
  ['renderer', '--type=renderer'],
  ['graphics', '--type=gpu-process'],
  ['services', '--type=utility'],
];

/** Memory of a browser by kind of process. @param {number} pid of its first process */
export function memoryOf(pid) {
  const sum = (pids) => pids.reduce((total, one) => total + ownBytes(one), 0) / MIB;
  return {
    browserMiB: sum([pid, ...processesBelow(pid, '')]),
    ...Object.fromEntries(KINDS.map(([kind, word]) => [`${kind}MiB`, sum(processesBelow(pid, word))])),
  };
}

/** What is alive in a page after its garbage was collected. @param page as `openBarePage` gives it, with a hand in it */
export async function lookAtPage(page) {
  await page.send('Performance.enable');
  for (let round = 0; round < 3; round++) await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  await page.send('Performance.disable');
  const metric = (wanted) => metrics.find(({ name }) => name === wanted)?.value ?? 0;
  const heap = await page.send('Runtime.getHeapUsage');
  const stored = await page.call(async () => {
    const { usage, usageDetails } = await navigator.storage.estimate();
    return { addresses: window.hand.addresses.size, bytes: usageDetails?.indexedDB ?? usage ?? 0 };
  });
  return {
    heapMiB: heap.usedSize / MIB,
    buffersMiB: (heap.backingStorageSize ?? 0) / MIB,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
    documents: metric('Documents'),
    workers: await page.countWorkers(),
    addresses: stored.addresses,
    storedMiB: stored.bytes / MIB,
  };
}

/** Writes all that the page's heap holds to a file that the browser's tools can open. */
export async function saveSnapshot(page, file) {
  const parts = [];
  page.onEvent(({ method, params }) => {
    if (method === 'HeapProfiler.addHeapSnapshotChunk') parts.push(params.chunk);
  });
  await page.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  writeFileSync(file, parts.join(''));
}
