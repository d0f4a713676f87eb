import type { TrainingLoss, ValidationFigures } from '../tuning/adapter';
import type { AdapterNote } from '../tuning/adapter-note';
import { html, type Part } from './markup';
import { code, count, listed, named, percent, range, timeOf } from './words';

const LOSS_WORDS: Readonly<Record<TrainingLoss, string>> = {
  'supervised-contrastive': 'supervised contrastive loss',
  'online-contrastive': 'online contrastive loss',
  both: 'supervised and online contrastive losses',
};

/** What is known of the adapter in force: which it is, what it was trained on in counts, and what that brought on pairs set aside. */
export function adapterFacts(id: string, note: AdapterNote | null): (readonly [string, Part])[] {
  if (note?.id !== id) return [['Adapter', html`${code(id)} (not in this browser: nothing more is known of it)`]];
  const { name, base, createdAt, training } = note;
  const facts: [string, Part][] = [
    [
      'Adapter',
      html`${named(name)}, ${code(id)} (the beginning of the SHA-256 of its file): vectors of ${code(base.model)} go through a linear map, learned from pairs, before they are compared`,
    ],
  ];
  if (!training) return facts;
  const { counts, loss, seed, epochs, keptEpoch, before, after } = training;
  const pairs = [
    `${count(counts.matches, 'pair')} that match`,
    `${count(counts.others, 'pair')} that do not`,
    ...(counts.synthetic > 0 ? [`${count(counts.synthetic, 'pair')} of made-up variants`] : []),
  ];
  facts.push(
    [
      'Training of the adapter',
      `${createdAt === undefined ? '' : `${timeOf(createdAt)}: `}${listed(pairs)}; ${LOSS_WORDS[loss]}, ${count(epochs, 'epoch')}, of which number ${keptEpoch} was kept, seed ${seed}`,
    ],
    [
      'Figures of the adapter',
      `on ${count(after.queries, 'record')} of ${count(counts.validationEntities, 'entity', 'entities')} that were set aside: ${figures(before)} before, ${figures(after)} with it`,
    ],
  );
  return facts;
}

const figures = ({ recallAt1 }: ValidationFigures): string =>
  `the right partner first for ${percent(recallAt1.value)} (${range(recallAt1)})`;
