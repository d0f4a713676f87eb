import { AppError } from '../model/errors';
import type { DenseLayer, ModelPooling } from './model-manifest';
import { type Members, membersOf, numberOf, readMembers, textOf } from './read-members';

/** What comes after the network, as `modules.json` of sentence-transformers has it. */
export interface SentenceModules {
  /** Where the network's own files are: empty, or a folder with `/`. */
  readonly transformer: string;
  readonly pooling: Exclude<ModelPooling, 'graph'>;
  readonly dense: readonly DenseLayer[];
  /** Numbers of the pooled vector; null where it is not said. */
  readonly width: number | null;
}

type Files = Readonly<Record<string, Blob>>;

const POOLINGS: Readonly<Record<string, SentenceModules['pooling']>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_lasttoken: 'last',
};
const ACTIVATIONS: Readonly<Record<string, DenseLayer['activation']>> = {
  Tanh: 'tanh',
  Identity: 'identity',
  GELU: 'gelu',
  ReLU: 'relu',
};

/**
 * Reads `modules.json` and what it points to; null where there is none. Modules are known by the last part of their type, which has
 * changed its package over the years.
 *
 * @throws AppError `model/unsupported`, `model/incomplete`, `model/broken-file`, `model/lfs-pointer`
 */
export async function readSentenceModules(files: Files): Promise<SentenceModules | null> {
  if (!files['modules.json']) return null;
  const listed = Object.values(await readMembers(files['modules.json'], 'modules.json')).map(membersOf);
  let transformer = '';
  let pooling: SentenceModules['pooling'] | null = null;
  let width: number | null = null;
  const dense: DenseLayer[] = [];
  for (const module of listed) {
    const kind = textOf(module.type).split('.').at(-1) ?? '';
    const path = textOf(module.path);
    const config = async (): Promise<Members> => {
      const at = `${path}/config.json`;
      if (!files[at]) throw new AppError('model/incomplete', { file: at });
      return readMembers(files[at], at);
    };
    if (kind === 'Transformer') transformer = path ? `${path}/` : '';
    else if (kind === 'Pooling') {
      const stored = await config();
      pooling = poolingOf(stored);
      width = numberOf(stored.word_embedding_dimension) ?? numberOf(stored.embedding_dimension);
    } else if (kind === 'Dense') dense.push(denseOf(await config(), path, files));
    else if (kind !== 'Normalize' && kind !== 'Dropout') throw new AppError('model/unsupported', { part: kind });
  }
  return { transformer, pooling: pooling ?? 'mean', dense, width };
}

/** @throws AppError `model/unsupported` for kinds that are not known, and for several at once */
function poolingOf(config: Members): SentenceModules['pooling'] {
  const given = config.pooling_mode;
  const names =
    typeof given === 'string'
      ? [given === 'lasttoken' ? 'pooling_mode_lasttoken' : `pooling_mode_${given}_token${given === 'mean' ? 's' : ''}`]
      : Object.keys(config).filter((name) => name.startsWith('pooling_mode_') && config[name] === true);
  const pooling = names.length === 1 ? POOLINGS[names[0]!] : undefined;
  if (!pooling) {
    const pretty = names.map((name) => name.replace(/^pooling_mode_|_tokens?$/gu, '')).join(' + ');
    throw new AppError('model/unsupported', { part: `pooling ${pretty || '?'}` });
  }
  if (config.include_prompt === false) throw new AppError('model/unsupported', { part: 'pooling without prompt' });
  return pooling;
}

function denseOf(config: Members, folder: string, files: Files): DenseLayer {
  const name = textOf(config.activation_function).split('.').at(-1) ?? '';
  const activation = ACTIVATIONS[name || 'Identity'];
  const [inputs, outputs] = [numberOf(config.in_features), numberOf(config.out_features)];
  if (!activation || !inputs || !outputs) throw new AppError('model/unsupported', { part: `Dense (${name})` });
  const path = `${folder}/model.safetensors`;
  if (!files[path]) throw new AppError('model/incomplete', { file: path });
  return { path, inputs, outputs, hasBias: config.bias !== false, activation };
}
