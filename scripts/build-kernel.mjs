// Compiles the kernels: node scripts/build-kernel.mjs. The same source gives the same bytes; a test compares them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import wabt from 'wabt';
import { ROOT } from './tools.mjs';

const FOLDER = join(ROOT, 'src', 'core', 'vectors', 'kernel');
const FEATURES = { simd: true, relaxed_simd: true };

/** What the macros of a source mean: `(@name a b)` becomes the body with %1, %2 … replaced. */
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

const MODULES = [
  { name: 'PRODUCTS_MODULE', source: 'products.wat', target: 'products-module.ts', kind: 'float32' },
  { name: 'PAIRS_MODULE', source: 'pairs.wat', target: 'pairs-module.ts', kind: 'float32' },
  { name: 'SCAN_FLOAT32_MODULE', source: 'scan.wat', target: 'scan-float32-module.ts', kind: 'float32' },
  { name: 'SCAN_INT16_MODULE', source: 'scan.wat', target: 'scan-int16-module.ts', kind: 'int16' },
  { name: 'SCAN_INT8_WIDENED_MODULE', source: 'scan.wat', target: 'scan-int8-widened-module.ts', kind: 'int8Widened' },
  { name: 'SCAN_INT8_MODULE', source: 'scan.wat', target: 'scan-int8-module.ts', kind: 'int8' },
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
  return expandMacros(text.slice(0, start) + body.replace(/%(\d)/g, (_, at) => given[at - 1]) + text.slice(end), bodies);
}

/** Target file and text of every compiled kernel. */
export async function compileKernels() {
  const { parseWat } = await wabt();
  return MODULES.map(({ name, source, target, kind }) => {
    const code = readFileSync(join(FOLDER, source), 'utf8').replace(/;;.*$/gm, '');
    const module = parseWat(source, expandMacros(code, KINDS[kind]), FEATURES);
    module.validate(FEATURES);
    const { buffer } = module.toBinary({});
    module.destroy();
    const lines =
      Buffer.from(buffer)
        .toString('base64')
        .match(/.{1,110}/g) ?? [];
    const body = lines.map((line) => `  '${line}',`).join('\n');
    const text = `/** \`${source}\`, compiled by \`scripts/build-kernel.mjs\`: do not change by hand. */\nexport const ${name} = [\n${body}\n].join('');\n`;
    return { target: join(FOLDER, target), text };
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { target, text } of await compileKernels()) writeFileSync(target, text);
}
