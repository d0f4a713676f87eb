import { parseArgs } from 'node:util';
import { APP_OPTIONS } from '../bench/built-app.mjs';

const CHOICES = { score: ['hybrid', 'dense', 'lexical'], device: ['auto', 'wasm', 'webgpu'] };

const parseValues = (args) =>
  parseArgs({
    args: [...args],
    options: {
      data: { type: 'string' },
      task: { type: 'string', multiple: true },
      json: { type: 'string' },
      markdown: { type: 'string' },
      baselines: { type: 'string' },
      ablation: { type: 'boolean', default: false },
      score: { type: 'string' },
      model: { type: 'string' },
      device: { type: 'string' },
      without: { type: 'string', multiple: true },
      k: { type: 'string' },
      chromium: { type: 'string', multiple: true, default: [] },
      ...APP_OPTIONS,
    },
  }).values;

/**
 * The command line as what the run needs; `error` is a sentence where it cannot be used. What is not given is left to the product.
 *
 * @param {readonly string[]} args
 */
export function readOptions(args) {
  let values;
  try {
    values = parseValues(args);
  } catch (thrown) {
    return { error: thrown.message };
  }
  if (!values.data) return { error: 'Say where the tasks are: npm run benchmark -- --data DIR' };
  for (const [name, allowed] of Object.entries(CHOICES)) {
    if (values[name] !== undefined && !allowed.includes(values[name]))
      return { error: `--${name} is one of ${allowed.join(', ')}.` };
  }
  const { score, model, device, without } = values;
  const given = { score, model, device, without, k: values.k === undefined ? undefined : Number(values.k) };
  return {
    error: null,
    data: values.data,
    tasks: values.task ?? null,
    json: values.json ?? null,
    markdown: values.markdown ?? null,
    baselines: values.baselines,
    isAblation: values.ablation,
    app: { app: values.app, 'no-build': values['no-build'] },
    chromium: values.chromium,
    pageOptions: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/** The command as a document shows it: what differs from computer to computer is left out. */
export function commandWithoutPaths(args) {
  const {
    data: _data,
    json: _json,
    markdown: _markdown,
    baselines: _baselines,
    app: _app,
    'no-build': _reuse,
    ...told
  } = parseValues(args);
  const shown = Object.entries(told).flatMap(([name, value]) =>
    [value]
      .flat()
      .filter((one) => one !== false)
      .map((one) => (one === true ? `--${name}` : `--${name} ${one}`)),
  );
  return ['npm run benchmark -- --data DIR', ...shown].join(' ');
}
