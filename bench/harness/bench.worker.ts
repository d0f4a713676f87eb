import { type BenchRequest, runHere } from './catalogue';

self.onmessage = ({ data }: MessageEvent<BenchRequest>) => {
  runHere(data, (line) => self.postMessage({ line })).then(
    (measured) => self.postMessage({ measured }),
    (thrown: unknown) => self.postMessage({ error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown) }),
  );
};
