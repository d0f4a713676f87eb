import { CheckedWorker as Worker } from './checked/checked-worker';
import { type ClientPort, createClient, type WorkerClient } from './client';
import { createSpares } from './spares';

/**
 * The only place where workers are made. Each is its own file of the build, served from the page's origin, and is compared with its hash
 * before it runs. The builds go by these very words: `Worker` with an address and options, in place.
 */
export const spawnParse = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/parse.worker.ts', import.meta.url), { type: 'module', name: 'parse' }));
export const spawnEmbed = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/embed.worker.ts', import.meta.url), { type: 'module', name: 'embed' }));
export const spawnSearch = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/search.worker.ts', import.meta.url), { type: 'module', name: 'search' }));
export const spawnEvaluate = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/evaluate.worker.ts', import.meta.url), { type: 'module', name: 'evaluate' }));
export const spawnCluster = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/cluster.worker.ts', import.meta.url), { type: 'module', name: 'cluster' }));
export const spawnProjectFile = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/project-file.worker.ts', import.meta.url), { type: 'module', name: 'project-file' }));
export const spawnExport = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/export.worker.ts', import.meta.url), { type: 'module', name: 'export' }));
export const spawnClean = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/clean.worker.ts', import.meta.url), { type: 'module', name: 'clean' }));
export const spawnMap = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/map.worker.ts', import.meta.url), { type: 'module', name: 'map' }));
export const spawnTune = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/tune.worker.ts', import.meta.url), { type: 'module', name: 'tune' }));
export const spawnProve = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/prove.worker.ts', import.meta.url), { type: 'module', name: 'prove' }));
export const spawnShelf = (): WorkerClient =>
  wrap(new Worker(new URL('../../workers/shelf.worker.ts', import.meta.url), { type: 'module', name: 'shelf' }));

const wrap = (worker: ClientPort): WorkerClient => createClient(worker);

/** Workers that hold little once their work is done; those that load models give their memory back only when they end. */
export const searchWorkers = createSpares(spawnSearch, 1);
export const parseWorkers = createSpares(spawnParse, 2);
