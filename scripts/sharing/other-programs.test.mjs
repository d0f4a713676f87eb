import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareEmbedded, writeFolder } from '../../src/core/sharing/embedded-fixture';

/**
 * Whether a folder that was exported gives in other programs the vectors that it should. Needs what this repository does not:
 * Python with onnxruntime, sentence-transformers and optimum-onnx (ROWLINK_PEERS_PYTHON names its program file), and a folder with
 * @huggingface/transformers in its node_modules (ROWLINK_TRANSFORMERS_JS). What is not there is skipped.
 */
const python = process.env.ROWLINK_PEERS_PYTHON ?? 'python3';
const hasPython = (() => {
  try {
    execFileSync(python, ['-c', 'import onnxruntime, sentence_transformers'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const hasTransformersJs = (() => {
  try {
    createRequire(resolve(process.env.ROWLINK_TRANSFORMERS_JS ?? import.meta.dirname, 'x.js')).resolve(
      '@huggingface/transformers',
    );
    return true;
  } catch {
    return false;
  }
})();

const TEXTS = [
  'Müller & Söhne Maschinenbau GmbH',
  'UNIVERSITY of Tokyo',
  '東京大学',
  'a',
  'Acme Corp. 12/34 Main Street, Springfield, second floor, building B',
];
const apart = (one, other) => Math.max(...one.flatMap((row, at) => row.map((value, i) => Math.abs(value - other[at][i]))));

describe.skipIf(!hasPython)('a folder that was exported', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rowlink-share-'));
  const texts = join(folder, 'texts.json');
  beforeAll(() => writeFileSync(texts, JSON.stringify(TEXTS)));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (program, script, model) =>
    JSON.parse(
      execFileSync(program, [join(import.meta.dirname, script), join(folder, model), texts], {
        maxBuffer: 1e8,
        stdio: ['ignore', 'pipe', 'ignore'],
      }).toString(),
    );

  it.each(['rowlink-small', 'minilm-l6-en', 'rowlink-instant'])(
    '%s: the same vectors in sentence-transformers, ONNX Runtime and transformers.js',
    async (model) => {
      const { files } = await shareEmbedded(model, null, true);
      await writeFolder(files, join(folder, model));
      const { onnxruntime, ...ways } = run(python, 'check_export.py', model);
      if (hasTransformersJs) ways['transformers.js'] = run(process.execPath, 'check-transformers-js.mjs', model);
      const ran = Object.entries(ways).filter(([, made]) => Array.isArray(made));
      expect(ran.map(([way]) => way)).toContain('sentence-transformers');
      for (const [way, made] of ran) expect(apart(made, onnxruntime), way).toBeLessThan(1e-4);
      expect(readFileSync(join(folder, model, 'README.md'), 'utf8')).toContain('#');
    },
    300_000,
  );
});

it.skipIf(hasTransformersJs)('needs a folder with @huggingface/transformers: ROWLINK_TRANSFORMERS_JS', ({ skip }) => skip());
