import type { AliasGroup } from '../aliases/alias-group';
import { compileAliases } from '../aliases/compile-aliases';
import type { CleaningStep } from '../cleaning/steps';
import { findModel } from '../model/models';
import type { BlockingRule, MatchSettings } from '../model/settings';
import type { Cardinality } from '../model/types';
import { isOwnId, type ModelNote, type ModelOrigin } from '../own-models/own-model';
import { adapterFacts } from './adapter-words';
import { html, type Part } from './markup';
import type { ReportInput } from './report-input';
import { rerankWords } from './rerank-words';
import { code, count, hash, listed, named, names, number, score } from './words';

type Fact = readonly [string, Part];

export const CARDINALITY_WORDS: Readonly<Record<Cardinality, string>> = {
  'one-to-one': 'each left record has at most one partner, and so has each right record',
  'one-to-many': 'a left record may have several partners, a right record at most one',
  'many-to-one': 'a left record has at most one partner, a right record may have several',
  'many-to-many': 'records of both tables may have several partners',
};

const SCORE_WORDS: Readonly<Record<MatchSettings['score'], string>> = {
  hybrid: 'meaning (a language model) and letters together',
  dense: 'meaning alone (the cosine of vectors of a language model)',
  lexical: 'letters alone; no language model was used',
};

const DEVICE_WORDS: Readonly<Record<MatchSettings['device'], string>> = {
  auto: 'chosen by the program: WebGPU where it passes a test against known vectors and is faster, else WebAssembly',
  wasm: 'WebAssembly (processor)',
  webgpu: 'WebGPU (graphics processor)',
};

const ORIGIN_WORDS: Readonly<Record<ModelOrigin['kind'], string>> = { folder: 'folder', zip: 'zip', hub: 'from the model hub,' };

/** The settings of a match as a person would tell them, one fact each; a setting that does nothing is left out or said to be off. */
export function settingsFacts(
  settings: MatchSettings,
  threshold: number,
  {
    modelSha256,
    ownModel = null,
    adapter = null,
    examples = null,
  }: Pick<ReportInput, 'modelSha256' | 'ownModel' | 'adapter'> & Partial<Pick<ReportInput, 'examples'>>,
): Fact[] {
  const { on, cleaning, limits, qualifiers, weights, concept } = settings;
  const isWithin = settings.task === 'deduplicate';
  const facts: Fact[] = [];
  if (isWithin) facts.push(['Columns compared', names(on.left)]);
  else {
    const shared = Math.min(on.left.length, on.right.length);
    const pairs = on.left
      .slice(0, shared)
      .map((left, at) => html`${at > 0 ? '; ' : ''}${named(left)} with ${named(on.right[at]!)}`);
    const alone = [...on.left.slice(shared), ...on.right.slice(shared)];
    facts.push(['Columns compared', html`${pairs}${alone.length > 0 ? html`; further ${names(alone)}` : null}`]);
  }
  const weighed = Object.entries(weights).filter(([, weight]) => weight !== 1);
  if (weighed.length > 0) {
    facts.push([
      'Weights of columns',
      html`${weighed.map(([name, weight], at) => html`${at > 0 ? ', ' : ''}${named(name)} ${String(weight)}`)}; all others 1`,
    ]);
  }
  for (const side of isWithin ? (['left'] as const) : (['left', 'right'] as const)) {
    const steps = cleaning[side].filter(({ isOff }) => !isOff);
    const name = isWithin ? 'Cleaning before comparison' : `Cleaning before comparison, ${side} table`;
    facts.push([
      name,
      steps.length === 0 ? 'none' : html`<ol>${steps.map((step) => html`<li>${cleaningWords(step)}</li>`)}</ol>`,
    ]);
  }
  facts.push(
    [
      'Blocking',
      settings.blocking.length === 0
        ? `none: ${isWithin ? 'every row could meet every other' : 'every left record could meet every right record'}`
        : html`<ul>${settings.blocking.map((rule) => html`<li>${blockingWords(rule)}</li>`)}</ul>`,
    ],
    ['What scores go by', SCORE_WORDS[settings.score]],
  );
  const reranked = rerankWords(settings);
  if (reranked) facts.push(['Ranking once more', reranked]);
  if (settings.without && settings.without.length > 0) facts.push(['Evidence left out', listed(settings.without)]);
  if (qualifiers.length > 0) {
    facts.push([
      'Further evidence',
      html`<ul>${qualifiers.map(({ left, right, kind, weight }) => html`<li>${named(left)} with ${named(right)}, as a ${kind}, weight ${String(weight)}</li>`)}</ul>`,
    ]);
  }
  if (settings.score !== 'lexical') {
    facts.push(
      ['Language model', html`${code(settings.model)} (${tierOf(settings.model, ownModel)})`],
      ['SHA-256 of its weights', hash(modelSha256)],
      ...(settings.adapter ? adapterFacts(settings.adapter, adapter) : []),
      ['Device', DEVICE_WORDS[settings.device]],
    );
  }
  if (settings.aliases && settings.aliases.length > 0)
    facts.push(['Words that mean the same', aliasWords(settings.aliases, examples)]);
  facts.push([
    'Candidates kept',
    `up to ${number(settings.candidatesPerRow)} a record${settings.minimumScore === null ? '' : `, from a score of ${score(settings.minimumScore)} on`}`,
  ]);
  if (!isWithin) {
    facts.push(['Partners allowed', CARDINALITY_WORDS[settings.cardinality]]);
    const most = (['left', 'right'] as const).flatMap((side) =>
      limits[side] === null ? [] : [`at most ${count(limits[side], 'link')} of a ${side} record`],
    );
    if (most.length > 0) facts.push(['Limits', listed(most)]);
    if (concept) {
      const types =
        concept.types.length === 0
          ? null
          : html`; only ${count(concept.types.length, 'chosen type')} of ${named(concept.type ?? '')}`;
      facts.push(['Concepts', html`right rows with the same ${named(concept.id)} count as one record${types}`]);
    }
    const origin =
      settings.threshold === 'auto'
        ? ', found in the scores of this run'
        : settings.threshold === null
          ? ': every link that the rule on partners allows'
          : ', chosen by a person';
    facts.push(['Threshold of links', `${score(threshold)}${origin}`]);
  }
  return facts;
}

/** Their words are a person's own data: they are named where records are named too. */
function aliasWords(groups: readonly AliasGroup[], examples: ReportInput['examples'] | null): Part {
  const words = groups.reduce((sum, group) => sum + group.words.length, 0);
  const oneWay = groups.filter(({ isOneWay }) => isOneWay).length;
  const scoped = groups.filter(({ column }) => column !== undefined).length;
  const { conflicts } = compileAliases(groups);
  const more = [
    ...(oneWay > 0 ? [`${number(oneWay)} of them abbreviations of a full form`] : []),
    ...(scoped > 0 ? [`${number(scoped)} of them for one column only`] : []),
    ...(conflicts.length > 0 ? [`${count(conflicts.length, 'word')} read in several ways, which had no effect`] : []),
  ];
  const list =
    examples === null
      ? null
      : html`<ul>${groups.slice(0, MOST_GROUPS_NAMED).map((group) => html`<li>${group.words.join(group.isOneWay ? ' → ' : ' = ')}</li>`)}</ul>`;
  return html`${count(groups.length, 'group')} of ${count(words, 'word')} taught or imported by a person, found as whole words and compared as one word${more.length > 0 ? html`; ${listed(more)}` : null}${list}`;
}
const MOST_GROUPS_NAMED = 200;

function tierOf(model: string, own: ModelNote | null): string {
  if (own?.id === model) return `“${own.title}”, added by a person: ${ORIGIN_WORDS[own.from.kind]} “${own.from.name}”`;
  if (isOwnId(model)) return 'added by a person';
  try {
    return `“${findModel(model).tier}”, comes with the program`;
  } catch {
    return 'not one that comes with this version';
  }
}

function blockingWords({ left, right, key, length, tolerance }: BlockingRule): Part {
  const how = {
    exact: 'equal but for case and spaces around',
    prefix: `equal in the first ${count(length ?? 3, 'character')}`,
    'numeric-range': `numbers at most ${String(tolerance ?? 0)} apart`,
  }[key];
  return html`only records whose ${named(left)} and ${named(right)} are ${how} were compared`;
}

function cleaningWords(step: CleaningStep): Part {
  const on = html` in ${names(step.columns)}`;
  switch (step.kind) {
    case 'spaces':
      return html`spaces trimmed and made single${on}`;
    case 'case':
      return html`letters in ${step.to} case${on}`;
    case 'accents':
      return html`accents taken off${on}`;
    case 'legal-forms':
      return html`legal forms of companies taken out${on}`;
    case 'titles':
      return html`titles of persons taken out${on}`;
    case 'phone':
      return html`phone numbers in one form${step.countryCode === '' ? '' : `, +${step.countryCode} where there was no country`}${on}`;
    case 'date':
      return html`dates in one form${step.order === null ? '' : `, read ${step.order.replace('-', ' ')}`}${on}`;
    case 'keep':
      return html`only ${step.what.replaceAll('-', ' ')} kept${on}`;
    case 'replace':
      return html`${step.isRegex ? 'pattern ' : ''}“${code(step.find)}” replaced by “${code(step.by)}”${step.ignoreCase ? ', whatever the case,' : ''}${on}`;
    case 'split':
      return html`split${on} ${step.separator === null ? `after ${listed(step.at.map(String))} characters` : html`at “${code(step.separator)}”`} into ${names(step.into)}`;
    case 'join':
      return html`${names(step.columns)} joined by “${code(step.separator)}” into ${named(step.into)}`;
  }
}
