import { AppError } from '../core/model/errors';
import { GOLDEN_FILE, type ModelManifest } from '../core/models/model-manifest';
import type { Encoder } from '../core/vectors/encoder';
import {
  agreesWithGolden,
  chooseTried,
  embedGolden,
  type GoldenVector,
  LEAST_ACROSS_RUNTIMES,
  LEAST_COSINE,
  leastCosine,
} from '../core/vectors/self-test';
import type { ModelAddress } from '../rpc/protocol';
import { fetchModelFile } from './model-files';

/**
 * Tries texts whose vectors are known: weights, tokenizer and pooling of different models, or a browser that computes wrongly, show
 * before anything is matched. Some milliseconds a text.
 *
 * @throws AppError `model/self-test`
 */
export async function refuseWrongVectors(address: ModelAddress, manifest: ModelManifest, encoder: Encoder): Promise<void> {
  const bytes = await fetchModelFile(address, manifest, GOLDEN_FILE);
  const golden = chooseTried(JSON.parse(new TextDecoder().decode(bytes)) as readonly GoldenVector[]);
  const made = await embedGolden(encoder, golden);
  const known = golden.map(({ vector }) => vector);
  const isOtherRuntime = encoder.runtime === 'own' && manifest.kind === 'network';
  const bound = isOtherRuntime ? LEAST_ACROSS_RUNTIMES : LEAST_COSINE;
  if (made.every(({ length }, at) => length === known[at]!.length) && agreesWithGolden(known, made, bound)) return;
  const least = leastCosine(golden, made);
  const reason = Number.isNaN(least) ? 'no vectors' : `cosine ${least.toFixed(3)}`;
  throw new AppError('model/self-test', { model: manifest.title, reason });
}
