import type { RunRecord } from '../model/run-record';
import { html, type Markup } from './markup';
import { count, factTable, number, timeOf } from './words';

const KERNEL_WORDS = { own: 'the program’s own WebAssembly kernel', onnx: 'ONNX Runtime' } as const;
const REFUSAL_WORDS: Readonly<Record<string, string>> = {
  absent: 'there was none',
  software: 'it was only imitated by software',
  'self-test': 'it failed a test against known vectors',
  slower: 'it was no faster in a test',
  failed: 'it could not load the model',
  lost: 'it stopped in the middle',
};

/** When and on what the candidates were found. */
export function runFacts(run: RunRecord | null): Markup {
  if (!run) {
    return html`<h3 id="run">Run</h3>
<p>Candidates were found by a script or an earlier version, which wrote down nothing of the device or the duration.</p>`;
  }
  const { encoding } = run;
  const facts: (readonly [string, string])[] = [
    ['Begun', timeOf(run.at)],
    ['Duration', `${run.seconds < 10 ? String(run.seconds) : number(run.seconds)} s, from the start to the candidates`],
  ];
  if (encoding) {
    const { device, kernel, workers, texts, made, refusal } = encoding;
    const kept = texts - made;
    facts.push(
      ['Device', device === 'webgpu' ? 'WebGPU (graphics processor)' : 'WebAssembly (processor)'],
      [
        'Vectors',
        `${number(made)} made in this run, ${number(kept)} kept from earlier ones, of ${count(texts, 'distinct text')}`,
      ],
    );
    if (kernel) facts.push(['Computed by', `${KERNEL_WORDS[kernel]}, ${count(workers, 'worker')} of one thread each`]);
    if (refusal) facts.push(['WebGPU was not used', REFUSAL_WORDS[refusal] ?? refusal]);
  } else facts.push(['Device', 'none: letters alone were compared']);
  facts.push(['Browser', run.browser], ['Computer', `${run.platform}, ${count(run.cores, 'processor core')}`]);
  return html`<h3 id="run">Run</h3>
${factTable('The run that found the candidates', facts)}`;
}
