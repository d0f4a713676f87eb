import { AppError } from '../core/model/errors';
import { keysOfTexts } from '../core/model/text-key';
import type { Job } from '../core/model/types';
import { centreOfVectors, readCentre, takeCentreOff, type UnrelatedCosines, unrelatedCosines } from '../core/models/calibrate';
import type { ModelManifest } from '../core/models/model-manifest';
import { SAMPLE_TEXTS } from '../core/models/sample-texts';
import { vectorFault } from '../core/own-models/judge-trial';
import { type Encoder, NO_CACHE } from '../core/vectors/encoder';
import { arrangeWork, encodePieces } from '../core/vectors/encoding-work';
import { embedGolden, type GoldenVector, leastCosine } from '../core/vectors/self-test';
import type { Tokenizer } from '../core/vectors/tokenizer';
import { embedWork } from './embed-work';
import { readingForm } from './plan-embedding';

/** What is found out of a model once, when it is added, and kept with it. */
export interface PreparedModel {
  /** Known texts and their vectors, which are tried wherever the model is loaded later. */
  readonly golden: readonly GoldenVector[];
  readonly centre: readonly number[];
  readonly unrelated: UnrelatedCosines;
}

/** Two and two mean the same, so that each has one that is clearly nearest. */
const GOLDEN_TEXTS = [
  'germany',
  'deutschland',
  'university of tokyo',
  'universität tokyo',
  'müller & söhne maschinenbau gmbh',
  'mueller und soehne machinery ltd',
  'heart attack',
  'infarto de miocardio',
] as const;
/** With arithmetic in 8 bits texts of a batch have a little influence on each other; more is a batch that is mixed up. */
const LEAST_IN_BATCH = 0.8;

/**
 * Tries a model that was just added: embeds a sample of texts of many kinds, finds where its vectors lie, and keeps vectors of known
 * texts for later.
 *
 * @param encoder of the model as it came, without a centre
 * @throws AppError `model/useless-vectors` for vectors that tell nothing, or are not as long as the manifest says; `model/self-test` for
 * texts that get another vector beside others than alone; `device/out-of-memory`, `job/cancelled`
 */
export async function prepareModel(
  encoder: Encoder,
  tokenizer: Tokenizer,
  manifest: ModelManifest,
  job: Job,
): Promise<PreparedModel> {
  const texts = [...new Set([...SAMPLE_TEXTS, ...GOLDEN_TEXTS].map(readingForm))];
  const pieces = texts.map((text) => encodePieces(text, tokenizer, manifest).pieces);
  const { work, order } = arrangeWork(texts, pieces, keysOfTexts(texts));
  const golden = GOLDEN_TEXTS.map((text) => ({ text, place: texts.indexOf(readingForm(text)) }));
  const ids = golden.map(({ place }) => pieces[place]![0]!);
  const alone = await embedGolden(
    encoder,
    ids.map((list) => ({ ids: list, vector: [] })),
  );
  if (alone.some(({ length }) => length !== manifest.dimensions)) {
    throw new AppError('model/useless-vectors', {
      model: manifest.title,
      reason: `${alone[0]?.length} ≠ ${manifest.dimensions}`,
    });
  }
  const { answer } = await embedWork(work, encoder, NO_CACHE, job);
  if (answer.stopped) throw new AppError('device/out-of-memory', { model: manifest.title });
  const { data, dimensions } = answer;
  const fault = vectorFault(data, dimensions);
  if (fault) throw new AppError('model/useless-vectors', { model: manifest.title, reason: fault });

  const centre = centreOfVectors(data, dimensions);
  const off = readCentre(centre);
  const centred = takeCentreOff(data, off);
  const known = alone.map((vector, at) => ({
    ids: ids[at]!,
    vector: Array.from(takeCentreOff(vector, off), (value) => Math.round(value * 10_000) / 10_000),
  }));
  const inBatch = golden.map(({ place }) => {
    const row = order.indexOf(place);
    return centred.subarray(row * dimensions, (row + 1) * dimensions);
  });
  const least = leastCosine(known, inBatch);
  if (!(least >= LEAST_IN_BATCH)) {
    throw new AppError('model/self-test', { model: manifest.title, reason: `beside other texts, cosine ${least.toFixed(3)}` });
  }
  return { golden: known, centre, unrelated: unrelatedCosines(centred, dimensions) };
}
