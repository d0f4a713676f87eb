import { type BenchRequest, loadBench, runHere } from './catalogue';
import type { MeasuredBench } from './measure';

type Answer = { readonly line: string } | { readonly measured: MeasuredBench } | { readonly error: string };

declare global {
  interface Window {
    /** Runs a bench where it belongs: in a worker of its own, or in the page. */
    runBench(request: BenchRequest): Promise<MeasuredBench>;
  }
}

window.runBench = async (request) => {
  const { where = 'worker' } = await loadBench(request.name);
  return where === 'page' ? runHere(request, console.log) : runInWorker(request);
};

function runInWorker(request: BenchRequest): Promise<MeasuredBench> {
  const worker = new Worker(new URL('./bench.worker.ts', import.meta.url), { type: 'module', name: 'bench' });
  return new Promise<MeasuredBench>((done, fail) => {
    worker.onerror = (event) => fail(new Error(event.message || 'The worker of the bench ended.'));
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      if ('line' in data) console.log(data.line);
      else if ('measured' in data) done(data.measured);
      else fail(new Error(data.error));
    };
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}
