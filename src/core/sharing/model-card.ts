import type { ModelManifest } from '../models/model-manifest';
import type { Adapter, ValidationFigures } from '../tuning/adapter';

import { tableFacts } from './data-facts';
import { type Licence, plainLicence } from './licence-fit';

/** What a person says for the card. All of it is shown to them before anything is saved. */
export interface CardForm {
  readonly title: string;
  readonly licence: Licence;
  /** Who made it; empty where that is not said. */
  readonly author: string;
  /** Of the data, in their words; empty for what is counted alone. */
  readonly dataNote: string;
  readonly intendedUse: string;
  readonly limits: string;
  readonly withColumnNames: boolean;
}

export interface CardSubject {
  readonly adapter: Adapter;
  readonly manifest: ModelManifest;
  /** Name of the folder. */
  readonly name: string;
  /** How sentence-transformers loads the folder: a table, PyTorch, or ONNX Runtime alone. */
  readonly python: 'table' | 'torch' | 'onnx';
}

/** Names under which hubs know the models that come with Rowlink, or what they were made from. */
const KNOWN_BASES: Readonly<Record<string, string>> = {
  'rowlink-small': 'intfloat/multilingual-e5-small',
  'rowlink-instant': 'intfloat/multilingual-e5-small',
  'me5-small-96k': 'intfloat/multilingual-e5-small',
  'minilm-l6-en': 'sentence-transformers/all-MiniLM-L6-v2',
};
const MOST_LANGUAGES = 120;

type Interval = ValidationFigures['recallAt1'];

/**
 * The card of an adapter with its model, as hubs have it: a head in YAML, then Markdown. English, whatever the language of the page. Of the
 * data it says counts alone: no cell, and names of columns only where the person allows it.
 */
export function composeCard(form: CardForm, subject: CardSubject): string {
  const parts = [
    headOf(form, subject),
    `# ${oneLine(form.title)}`,
    `A model for record linkage: it turns short texts (names, addresses, titles) into vectors so that texts about the same thing lie close together. ` +
      `It is \`${subject.manifest.title}\` with a small linear adapter behind it, trained with [Rowlink](#how-to-load) on labelled pairs.` +
      (form.author === '' ? '' : ` Made by ${oneLine(form.author)}.`),
    section('Intended use', form.intendedUse),
    section('Data', dataOf(form, subject.adapter)),
    section('Training', trainingOf(subject.adapter)),
    section('Figures', figuresOf(subject.adapter)),
    section('Limits', form.limits),
    section('How to load', loadingOf(subject)),
    section('Licence', licenceOf(form, subject)),
  ];
  return `${parts.join('\n\n')}\n`;
}

function headOf({ licence, title }: CardForm, { manifest }: CardSubject): string {
  const { languages } = manifest;
  const base = KNOWN_BASES[manifest.id] ?? baseAddress(manifest);
  const lines = [
    '---',
    `license: ${licence}`,
    ...(languages.length > 0 ? [`language: [${languages.slice(0, MOST_LANGUAGES).map(yamlTag).join(', ')}]`] : []),
    'library_name: sentence-transformers',
    'pipeline_tag: sentence-similarity',
    ...(base === null ? [] : [`base_model: ${base}`]),
    'tags:',
    ...[
      'sentence-transformers',
      'sentence-similarity',
      'feature-extraction',
      'transformers.js',
      'onnx',
      'record-linkage',
      'entity-matching',
      'rowlink',
    ].map((tag) => `- ${tag}`),
    `model_name: ${JSON.stringify(oneLine(title))}`,
    '---',
  ];
  return lines.join('\n');
}

/** `owner/name` of a model that came from a hub. */
function baseAddress({ source }: ModelManifest): string | null {
  return /^https?:\/\/[^/]+\/([\w.-]+\/[\w.-]+?)(?:\/|$)/u.exec(source ?? '')?.[1] ?? null;
}

function dataOf({ dataNote, withColumnNames }: CardForm, adapter: Adapter): string {
  const { counts } = adapter.training;
  const tables = tableFacts(adapter);
  const lines = tables.map(({ rows, scripts, columns }, at) => {
    const which = tables.length === 1 ? 'One table' : at === 0 ? 'Left table' : 'Right table';
    const kinds = columns.map(({ name, kind }) => (withColumnNames ? `\`${codeText(name)}\` (${kind})` : kind)).join(', ');
    const written = scripts.length > 0 ? `; scripts: ${scripts.join(', ')}` : '';
    return `- ${which}: ${number(rows)} rows; compared columns: ${kinds || 'not told'}${written}.`;
  });
  const pairs =
    `- Pairs: ${number(counts.matches)} of the same thing, ${number(counts.others)} of different things` +
    (counts.synthetic > 0 ? `, of which ${number(counts.synthetic)} were made by changing texts on purpose` : '') +
    `; ${number(counts.trainingEntities)} entities to learn from, ${number(counts.validationEntities)} held back.`;
  const note = dataNote.trim() === '' ? [] : [dataNote.trim(), ''];
  return [...note, ...lines, pairs, '', 'The data are not part of this folder.'].join('\n');
}

function trainingOf({ training, rank, base, createdAt }: Adapter): string {
  const shape = rank === null ? `a matrix of ${base.dimensions} × ${base.dimensions}` : `two factors of rank ${rank}`;
  return (
    `The model itself was not changed. The adapter (${shape} and a bias) was trained on its vectors, with the loss \`${training.loss}\`, ` +
    `hard negatives from the tables, seed ${training.seed}, ${training.epochs} passes, of which number ${training.keptEpoch} was kept ` +
    `for its figures on entities held back. Trained on ${createdAt.slice(0, 10)}. The split is by entity: no thing is in both parts.`
  );
}

function figuresOf({ training: { before, after } }: Adapter): string {
  const row = (name: string, of: (figures: ValidationFigures) => Interval): string =>
    `| ${name} | ${shown(of(before))} | ${shown(of(after))} |`;
  return [
    `On ${number(after.queries)} records of entities held back, looked for among all records, with 95 % intervals:`,
    '',
    '| figure | the model alone | with the adapter |',
    '|---|---|---|',
    row('recall@1', ({ recallAt1 }) => recallAt1),
    row('mean reciprocal rank', ({ meanReciprocalRank }) => meanReciprocalRank),
  ].join('\n');
}

function loadingOf({ name, manifest, python }: CardSubject): string {
  const prefix = manifest.prefix === '' ? '' : ` Each text begins with \`${manifest.prefix}\`, which the default prompt adds.`;
  const how =
    python === 'onnx'
      ? `# pip install "sentence-transformers[onnx]"\nmodel = SentenceTransformer(${JSON.stringify(name)}, backend="onnx")`
      : `model = SentenceTransformer(${JSON.stringify(name)})`;
  return [
    '**Rowlink**: drop this folder on the page _Models_. It holds the model with the adapter. `adapter/*.adapter.safetensors` is the adapter alone, for those who have the model.',
    `**sentence-transformers**: the adapter is the last Dense module.${prefix}`,
    [
      '```python',
      'from sentence_transformers import SentenceTransformer',
      how,
      'vectors = model.encode(["Example Ltd", "EXAMPLE LIMITED"])',
      '```',
    ].join('\n'),
    '**transformers.js**: `sentence_embedding` of the graph has the adapter in it. The pipeline `feature-extraction` pools tokens by itself and leaves the adapter out: use the model.',
    [
      '```js',
      "import { AutoModel, AutoTokenizer } from '@huggingface/transformers';",
      `const tokenizer = await AutoTokenizer.from_pretrained(${JSON.stringify(name)});`,
      `const model = await AutoModel.from_pretrained(${JSON.stringify(name)}, { dtype: 'fp32' });`,
      `const texts = ['Example Ltd', 'EXAMPLE LIMITED']${manifest.prefix === '' ? '' : `.map((text) => ${JSON.stringify(manifest.prefix)} + text)`};`,
      'const { sentence_embedding } = await model(tokenizer(texts, { padding: true, truncation: true }));',
      '```',
    ].join('\n'),
    '**ONNX Runtime**: `onnx/model.onnx` takes tokens and gives `sentence_embedding`; `adapter/*.adapter.onnx` takes vectors of the model and gives those under the adapter.',
    `Texts of more than ${manifest.maxTokens} tokens are cut; Rowlink reads the rest in further pieces. Similarity is the cosine.`,
  ].join('\n\n');
}

function licenceOf({ licence }: CardForm, { manifest }: CardSubject): string {
  const base = manifest.licence === '' ? 'not stated' : manifest.licence;
  const same = plainLicence(manifest.licence) === licence;
  return same
    ? `This folder: ${licence}, as the model below it (\`${manifest.title}\`).`
    : `This folder: ${licence}. The weights of the model below it (\`${manifest.title}\`): ${base}; what that asks for goes on to hold for them.`;
}

const section = (title: string, body: string): string => `## ${title}\n\n${body.trim() === '' ? 'Not stated.' : body.trim()}`;
const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();
const codeText = (text: string): string => oneLine(text).replaceAll('`', "'");
const number = (value: number): string => value.toLocaleString('en-US');
const shown = ({ value, low, high }: Interval): string => `${percent(value)} (${percent(low)} to ${percent(high)})`;
const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
/** `no` would be read as false. */
const yamlTag = (tag: string): string => (/^(?:no|yes|on|off|y|n)$/u.test(tag) ? `"${tag}"` : tag);

/** What the form says before anybody has. */
export const CARD_DEFAULTS: Pick<CardForm, 'intendedUse' | 'limits'> = {
  intendedUse:
    'To find records of two tables, or of one, that are about the same thing, as candidates for a person or a rule to decide on. Not for decisions about people without a review.',
  limits:
    'Trained on one pair of tables: on texts of another kind, language or script it may be worse than the model alone; compare both on pairs of your own. Numbers, codes and dates are told apart badly by vectors. What is rare in the data was hardly learned. An adapter may show traces of the data that it was trained on.',
};
