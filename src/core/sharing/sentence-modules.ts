import { writeSafetensors } from '../vectors/safetensors';
import type { BaseSteps, DenseStep, VectorStep } from './base-steps';

/** A file of the folder that is shared. */
export interface SharedFile {
  readonly path: string;
  readonly blob: Blob;
}

export interface ModuleFolder {
  readonly files: readonly SharedFile[];
  /** Where the adapter is, among the modules. */
  readonly adapterPath: string;
}

type Kind = 'Transformer' | 'StaticEmbedding' | 'Pooling' | 'Dense' | 'Normalize';

const ACTIVATIONS: Readonly<Record<DenseStep['activation'], string>> = {
  identity: 'torch.nn.modules.linear.Identity',
  tanh: 'torch.nn.modules.activation.Tanh',
  relu: 'torch.nn.modules.activation.ReLU',
  gelu: 'torch.nn.modules.activation.GELU',
};
const POOLINGS = { cls: 'cls_token', mean: 'mean_tokens', last: 'lasttoken' } as const;

/**
 * `modules.json` of sentence-transformers and the folders that it names: the network (or a table), pooling, what the model does to a
 * pooled vector, the adapter as a Dense module without activation, length 1.
 *
 * @param width of the vectors of tokens
 * @param adapterFile the bytes of the adapter's module; null: made of `adapter`
 */
export function writeModules(
  first: 'Transformer' | 'StaticEmbedding',
  { pooling, steps }: BaseSteps,
  width: number,
  adapter: DenseStep,
  adapterFile: Uint8Array<ArrayBuffer> | null,
): ModuleFolder {
  const files: SharedFile[] = [];
  const modules: { readonly idx: number; readonly name: string; readonly path: string; readonly type: string }[] = [];
  const add = (kind: Kind): string => {
    const idx = modules.length;
    const path = kind === 'Transformer' ? '' : `${idx}_${kind}`;
    modules.push({ idx, name: String(idx), path, type: `sentence_transformers.models.${kind}` });
    return path;
  };
  add(first);
  if (first === 'Transformer') {
    const path = add('Pooling');
    files.push(jsonFile(`${path}/config.json`, poolingConfig(pooling ?? 'cls', width)));
  }
  const addStep = (step: VectorStep, bytes: Uint8Array<ArrayBuffer> | null): string => {
    if (step.kind === 'normalise') return add('Normalize');
    const path = add('Dense');
    const { inputs, outputs, biases, activation } = step;
    const config = {
      in_features: inputs,
      out_features: outputs,
      bias: biases !== null,
      activation_function: ACTIVATIONS[activation],
    };
    files.push(jsonFile(`${path}/config.json`, config));
    files.push({ path: `${path}/model.safetensors`, blob: new Blob([bytes ?? writeDense(step)]) });
    return path;
  };
  for (const step of steps) addStep(step, null);
  const adapterPath = addStep(adapter, adapterFile);
  add('Normalize');
  files.unshift(jsonFile('modules.json', modules));
  return { files, adapterPath: `${adapterPath}/model.safetensors` };
}

function poolingConfig(pooling: keyof typeof POOLINGS, width: number): Readonly<Record<string, unknown>> {
  const modes = ['cls_token', 'mean_tokens', 'max_tokens', 'mean_sqrt_len_tokens', 'weightedmean_tokens', 'lasttoken'];
  return {
    word_embedding_dimension: width,
    ...Object.fromEntries(modes.map((mode) => [`pooling_mode_${mode}`, mode === POOLINGS[pooling]])),
    include_prompt: true,
  };
}

const writeDense = ({ inputs, outputs, weights, biases }: DenseStep): Uint8Array<ArrayBuffer> =>
  writeSafetensors(
    [
      { name: 'linear.weight', shape: [outputs, inputs], data: weights },
      ...(biases ? [{ name: 'linear.bias', shape: [outputs], data: biases }] : []),
    ],
    { format: 'pt' },
  );

export const jsonFile = (path: string, content: unknown): SharedFile => ({
  path,
  blob: new Blob([`${JSON.stringify(content, null, 2)}\n`]),
});
