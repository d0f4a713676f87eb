// Compiles the kernels: node scripts/build-kernel.mjs. The same source gives the same bytes; a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';
import { ROOT } from './tools.mjs';

const VECTORS = join(ROOT, 'src', 'core', 'vectors', 'kernel');
const LEXICAL = join(ROOT, 'src', 'core', 'candidates', 'lexical', 'kernel');
const FEATURES = { simd: true, relaxed_simd: true, bulk_memory: true };

/** What the macros of a source mean: `(@name a b)` becomes the body with %1, %2 … replaced, or what the function makes of the arguments. */
const macros = (add, dot, float) => ({
  add,
  dot,
  float,
  half: '(@add (i8x16.shuffle 0 1 2 3 16 17 18 19 4 5 6 7 20 21 22 23 %1 %2) (i8x16.shuffle 8 9 10 11 24 25 26 27 12 13 14 15 28 29 30 31 %1 %2))',
  join: '(@add (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.tee $low %1) (local.tee $high %2)) (i8x16.shuffle 8 9 10 11 12 13 14 15 24 25 26 27 28 29 30 31 (local.get $low) (local.get $high)))',
  // The sums of the lanes of four vectors, (0 + 2) + (1 + 3) each, as one vector. Needs the locals $low and $high.
  quad: '(@join (@half %1 %2) (@half %3 %4))',
});

const KINDS = {
  float32: macros('(f32x4.add %1 %2)', '(f32x4.add %1 (f32x4.mul %2 %3))', '%1'),
  int16: macros('(i32x4.add %1 %2)', '(i32x4.add %1 (i32x4.dot_i16x8_s %2 %3))', '(f32x4.convert_i32x4_s %1)'),
  int8Widened: macros(
    '(i32x4.add %1 %2)',
    `(i32x4.add %1 (i32x4.add
      (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_s %2) (i16x8.extend_low_i8x16_s %3))
      (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_s %2) (i16x8.extend_high_i8x16_s %3))))`,
    '(f32x4.convert_i32x4_s %1)',
  ),
  int8: macros('(i32x4.add %1 %2)', '(i32x4.relaxed_dot_i8x16_i7x16_add_s %2 %3 %1)', '(f32x4.convert_i32x4_s %1)'),
};

/** Rows of activations that are multiplied at once. Twelve sums, two weights and a code fill the registers there are. */
const ROWS = 6;

const each = (value) => `(v128.const f32x4 ${value} ${value} ${value} ${value})`;
const repeat = (from, to, sign) => (given) =>
  Array.from({ length: to - from }, (_, at) => given.join(' ').replaceAll(sign, at + from)).join(' ');
const storeLanes = (name, first) =>
  [0, 1, 2, 3]
    .map((lane) => `(v128.store32_lane offset=${4 * ROWS * (first + lane)} ${lane} (local.get $out) (local.get ${name}))`)
    .join(' ');

/** Macros of `transformer.wat`; `width` is the bytes of four columns' weights for one step, a step four bytes of a row's codes. */
const transformerMacros = (width, loadWeights, dot, storeCodes) => ({
  ...macros('(f32x4.add %1 %2)', dot, '%1'),
  loadWeights: `(${loadWeights} offset=%1 (local.get %2))`,
  storeCodes: `${storeCodes} (local.set $out (i32.add (local.get $out) (i32.const ${(256 / width) * ROWS})))`,
  width: () => width,
  codesOfStep: () => width / 4,
  bitsOfCode: () => 128 / width,
  rowCount: () => ROWS,
  rows: repeat(0, ROWS, '#'),
  columns: repeat(0, 2, '~'),
  steps: repeat(0, 4, '^'),
  eighths: repeat(0, 8, '^'),
  laterEighths: repeat(1, 8, '~'),
  each: ([value]) => each(value),
  // A polynomial of a local, highest coefficient first.
  horner: ([name, highest, ...rest]) =>
    rest.reduce((sum, next) => `(f32x4.add (f32x4.mul ${sum} (local.get ${name})) ${each(next)})`, each(highest)),
  whole:
    '(i32x4.sub (f32x4.add (f32x4.mul (v128.load offset=%1 (local.get $at)) (local.get $inverse)) (local.get $magic)) (v128.const i32x4 0x4B400000 0x4B400000 0x4B400000 0x4B400000))',
  // The sum of all lanes of four vectors.
  total: `(f32.add
    (f32.add
      (f32x4.extract_lane 0 (local.tee $part0 (f32x4.add (f32x4.add (local.get $part0) (local.get $part1)) (f32x4.add (local.get $part2) (local.get $part3)))))
      (f32x4.extract_lane 1 (local.get $part0)))
    (f32.add (f32x4.extract_lane 2 (local.get $part0)) (f32x4.extract_lane 3 (local.get $part0))))`,
});

const bounded = (name) =>
  `(local.set ${name} (i16x8.max_s (i16x8.min_s (local.get ${name}) (v128.const i16x8 127 127 127 127 127 127 127 127)) (v128.const i32x4 0 0 0 0)))`;

const TRANSFORMER_KINDS = {
  // A step is four codes of a byte.
  transformerInt8: transformerMacros(
    16,
    'v128.load',
    '(i32x4.relaxed_dot_i8x16_i7x16_add_s %3 %2 %1)',
    `(local.set $first (i8x16.min_u (i8x16.narrow_i16x8_u (local.get $first) (local.get $second)) (v128.const i32x4 0x7F7F7F7F 0x7F7F7F7F 0x7F7F7F7F 0x7F7F7F7F))) ${storeLanes('$first', 0)}`,
  ),
  // A step is two codes of two bytes.
  transformerWidened: transformerMacros(
    8,
    'v128.load8x8_s',
    '(i32x4.add %1 (i32x4.dot_i16x8_s %2 %3))',
    `${bounded('$first')} ${bounded('$second')} ${storeLanes('$first', 0)} ${storeLanes('$second', 4)}`,
  ),
};
Object.assign(KINDS, TRANSFORMER_KINDS);

/** Tables of numbers behind an address that is a global: read and write by place. */
const TABLES = {
  address: '(i32.add (global.get %1) (i32.shl %2 (i32.const 2)))',
  address64: '(i32.add (global.get %1) (i32.shl %2 (i32.const 3)))',
  get: '(i32.load (@address %1 %2))',
  after: '(i32.load offset=4 (@address %1 %2))',
  set: '(i32.store (@address %1 %2) %3)',
  getFloat: '(f32.load (@address %1 %2))',
  setFloat: '(f32.store (@address %1 %2) %3)',
  get64: '(f64.load (@address64 %1 %2))',
  next: '(local.tee %1 (i32.add (local.get %1) (i32.const 1)))',
};

/** Of vectors: four rounded components, and the sum of the lanes. */
const PACKING = {
  rounded:
    '(i32x4.trunc_sat_f32x4_s (f32x4.floor (f32x4.add (f32x4.mul (v128.load offset=%1 (local.get $at)) (local.get $inverse)) (v128.const f32x4 0.5 0.5 0.5 0.5))))',
  total: `(f32.add
    (f32.add (f32x4.extract_lane 0 %1) (f32x4.extract_lane 1 %1))
    (f32.add (f32x4.extract_lane 2 %1) (f32x4.extract_lane 3 %1)))`,
};
KINDS.packing = PACKING;

const floats = (half) => `(f32x4.convert_i32x4_s (i32x4.extend_${half}_i16x8_s (local.get $half)))`;

/** Of tables: sixteen codes of a token times its scale, added to four sums; a sum stored, its squares added up. */
KINDS.table = {
  total: PACKING.total,
  addCodes: `(local.set $codes (v128.load offset=%1 (local.get $from)))
    (local.set $half (i16x8.extend_low_i8x16_s (local.get $codes)))
    (@addFour %2 ${floats('low')}) (@addFour %3 ${floats('high')})
    (local.set $half (i16x8.extend_high_i8x16_s (local.get $codes)))
    (@addFour %4 ${floats('low')}) (@addFour %5 ${floats('high')})`,
  addFour: '(local.set %1 (f32x4.add (local.get %1) (f32x4.mul (local.get $scale) %2)))',
  keep: `(v128.store offset=%1 (local.get $at) (local.get %2))
    (local.set $squares (f32x4.add (local.get $squares) (f32x4.mul (local.get %2) (local.get %2))))`,
};

const MODULES = [
  { name: 'PRODUCTS_MODULE', source: 'products.wat', target: 'products-module.ts', kind: 'float32' },
  { name: 'LISTS_MODULE', source: 'lists.wat', target: 'lists-module.ts', kind: 'float32' },
  { name: 'PAIRS_MODULE', source: 'pairs.wat', target: 'pairs-module.ts', kind: 'float32' },
  { name: 'PACK_MODULE', source: 'pack.wat', target: 'pack-module.ts', kind: 'packing' },
  { name: 'TABLE_MODULE', source: 'table.wat', target: 'table-module.ts', kind: 'table' },
  { name: 'SCAN_FLOAT32_MODULE', source: 'scan.wat', target: 'scan-float32-module.ts', kind: 'float32' },
  { name: 'SCAN_INT16_MODULE', source: 'scan.wat', target: 'scan-int16-module.ts', kind: 'int16' },
  { name: 'SCAN_INT8_WIDENED_MODULE', source: 'scan.wat', target: 'scan-int8-widened-module.ts', kind: 'int8Widened' },
  { name: 'SCAN_INT8_MODULE', source: 'scan.wat', target: 'scan-int8-module.ts', kind: 'int8' },
  { name: 'TRANSFORMER_INT8_MODULE', source: 'transformer.wat', target: 'transformer-int8-module.ts', kind: 'transformerInt8' },
  {
    name: 'TRANSFORMER_WIDENED_MODULE',
    source: 'transformer.wat',
    target: 'transformer-widened-module.ts',
    kind: 'transformerWidened',
  },
  { name: 'PROBE_MODULE', source: 'probe.wat', target: 'probe-module.ts', folder: LEXICAL },
];

/** `text` with every `(@name …)` expanded, innermost arguments first. */
export function expandMacros(text, bodies) {
  const start = text.lastIndexOf('(@');
  if (start < 0) return text;
  let depth = 0;
  let end = start;
  const breaks = [];
  do {
    const letter = text[end++];
    if (letter === '(') depth++;
    else if (letter === ')') depth--;
    else if (/\s/.test(letter) && depth === 1) breaks.push(end);
  } while (depth > 0);
  const [name, ...values] = [...breaks, end].map((to, at) => text.slice(at === 0 ? start + 2 : breaks[at - 1], to - 1).trim());
  const body = bodies[name];
  if (body === undefined) throw new Error(`no macro ${name}`);
  const given = values.filter((value) => value !== '');
  const expanded = typeof body === 'function' ? body(given) : body.replace(/%(\d)/g, (_, at) => given[at - 1]);
  return expandMacros(text.slice(0, start) + expanded + text.slice(end), bodies);
}

/** `text` with sums of products in square brackets worked out. */
const workOut = (text) =>
  text.replace(/\[([\d*+-]+)\]/g, (_, sum) =>
    sum
      .replaceAll('-', '+-')
      .split('+')
      .reduce((total, product) => total + product.split('*').reduce((value, factor) => value * Number(factor), 1), 0),
  );

/** Target file and text of every compiled kernel. */
export async function compileKernels() {
  const { parseWat } = await wabt();
  return MODULES.map(({ name, source, target, kind, folder = VECTORS }) => {
    const code = readFileSync(join(folder, source), 'utf8').replace(/;;.*$/gm, '');
    const module = parseWat(source, workOut(expandMacros(code, kind ? KINDS[kind] : TABLES)), FEATURES);
    module.validate(FEATURES);
    const { buffer } = module.toBinary({});
    module.destroy();
    const lines =
      Buffer.from(buffer)
        .toString('base64')
        .match(/.{1,110}/g) ?? [];
    const body = lines.map((line) => `  '${line}',`).join('\n');
    const text = `/** \`${source}\`, compiled by \`scripts/build-kernel.mjs\`: do not change by hand. */\nexport const ${name} = [\n${body}\n].join('');\n`;
    return { target: join(folder, target), text };
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { target, text } of await compileKernels()) writeFileSync(target, text);
}
