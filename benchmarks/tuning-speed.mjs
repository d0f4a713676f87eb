// How long does training an adapter take? Two tables of made-up vectors, pairs of which are labelled; one thread, as in the worker.
//   node benchmarks/tuning-speed.mjs [--records 10000] [--pairs 1000] [--dimensions 384]
import { parseArgs } from 'node:util';
import { describeMachine, machineSentence } from '../bench/machine.mjs';
import { productCode } from './product-code.mjs';

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '10000' },
    pairs: { type: 'string', default: '1000' },
    dimensions: { type: 'string', default: '384' },
  },
});
const [records, pairs, dimensions] = [values.records, values.pairs, values.dimensions].map(Number);
const code = await productCode('benchmarks/tuning-code.ts');
const random = code.createRandom(1);
const things = Float32Array.from({ length: records * dimensions }, () => random.normal());
// Half of what a vector has is of the thing, half of the table that it stands in: hard enough to train to the last pass.
const table = () => {
  const data = things.map((value, at) => value * (at % 2) + 1.5 * random.normal());
  for (let from = 0; from < data.length; from += dimensions) {
    const row = data.subarray(from, from + dimensions);
    const length = Math.hypot(...row);
    row.forEach((value, at) => {
      row[at] = value / length;
    });
  }
  return data;
};
const rows = Uint32Array.from({ length: pairs }, (_, at) => at);
const examples = {
  dimensions,
  left: table(),
  right: table(),
  pairs: { left: rows, right: rows, isMatch: new Uint8Array(pairs).fill(1) },
};
const started = performance.now();
const startedOn = process.cpuUsage();
const trainer = code.createTrainer(examples, { ...code.DEFAULT_TUNING_OPTIONS, patience: Number.POSITIVE_INFINITY });
while (!trainer.step().isDone);
const { epochs } = trainer.finish().summary;
const { user, system } = process.cpuUsage(startedOn);
const seconds = (ms) => (ms / 1000).toFixed(1);
console.log(
  `${2 * records} vectors of ${dimensions}, ${pairs} pairs, ${epochs} passes: ${seconds(performance.now() - started)} s, ` +
    `${seconds((user + system) / 1000)} s of processor time`,
);
console.log();
console.log(machineSentence(describeMachine(), 'node benchmarks/tuning-speed.mjs'));
