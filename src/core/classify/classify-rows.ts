import { type Job, NO_TEXT } from '../model/types';
import { type PlainReport, plainReport } from './classifier';
import type { ClassifierWeights } from './classifier-weights';
import { applyClassifier, type Classified, classifyTexts } from './classify-texts';
import type { FoldSettings } from './cross-validate';
import type { ClassExample } from './examples';
import type { ClassifierViews, ClassifyInput } from './train';

/** Which texts rows have, and what is known of them. */
export interface KnownRows {
  /** Row → text among the first of the input; `NO_TEXT` for a row without one. */
  readonly textOf: Uint32Array;
  /** Row → known class; −1 where none is known. */
  readonly labelOf: Int32Array;
}

export interface ClassifyRowsSettings extends KnownRows, FoldSettings {
  /** Texts of each class among the texts of the input, behind those of the rows. */
  readonly classTexts: readonly (readonly number[])[];
  readonly views: ClassifierViews;
  /** Rows whose class is known are told as a classifier tells them that has not seen them. */
  readonly isHeldOut: boolean;
}

/** One member a row; −1 and 0 for a row without text. */
export interface RowClasses {
  readonly label: Int32Array<ArrayBuffer>;
  readonly probability: Float32Array<ArrayBuffer>;
  readonly second: Int32Array<ArrayBuffer>;
  readonly secondProbability: Float32Array<ArrayBuffer>;
  /** Rows with text, least sure first: by the distance of both probabilities, ties by row. */
  readonly order: Uint32Array<ArrayBuffer>;
}

export interface ClassifiedRows extends RowClasses {
  readonly trained: {
    readonly weights: ClassifierWeights;
    readonly temperature: number;
    readonly report: PlainReport;
    /** Rows whose label looks wrong, most likely first. */
    readonly suspects: readonly {
      readonly row: number;
      readonly predicted: number;
      readonly probability: number;
      readonly ownProbability: number;
    }[];
  } | null;
}

/** Gives every row a class; rows whose class is known are examples. See `classifyTexts`. @throws AppError `job/cancelled` */
export async function classifyRows(input: ClassifyInput, settings: ClassifyRowsSettings, job: Job): Promise<ClassifiedRows> {
  const { textOf, labelOf, classTexts } = settings;
  const examples: ClassExample[] = [];
  const rowOf = new Map<ClassExample, number>();
  for (let row = 0; row < textOf.length; row++) {
    if (labelOf[row]! < 0 || textOf[row] === NO_TEXT) continue;
    const example = { text: textOf[row]!, label: labelOf[row]! };
    examples.push(example);
    rowOf.set(example, row);
  }
  const count = input.texts.length - classTexts.flat().length;
  const { trained, ...found } = await classifyTexts(input, { ...settings, examples, count }, job);
  return {
    ...toRows(found, settings),
    trained: trained && {
      weights: trained.weights,
      temperature: trained.temperature,
      report: plainReport(trained.report),
      suspects: trained.suspects.map(({ example, ...suspect }) => ({
        row: rowOf.get(trained.examples[example]!)!,
        ...suspect,
      })),
    },
  };
}

/** Gives every row a class by weights that were learned before. @throws AppError `job/cancelled` */
export async function applyToRows(
  input: ClassifyInput,
  rows: Pick<KnownRows, 'textOf'>,
  weights: ClassifierWeights,
  temperature: number,
  job: Job,
): Promise<RowClasses> {
  return toRows(await applyClassifier(input, weights, temperature, input.texts.length, job), rows);
}

function toRows(found: Classified, { textOf }: Pick<KnownRows, 'textOf'>): RowClasses {
  const has = (text: number): boolean => text !== NO_TEXT;
  const margins = Float32Array.from(textOf, (text) =>
    has(text) ? found.probability[text]! - found.secondProbability[text]! : 0,
  );
  const filled = Uint32Array.from([...textOf.keys()].filter((row) => has(textOf[row]!)));
  return {
    label: Int32Array.from(textOf, (text) => (has(text) ? found.label[text]! : -1)),
    probability: Float32Array.from(textOf, (text) => (has(text) ? found.probability[text]! : 0)),
    second: Int32Array.from(textOf, (text) => (has(text) ? found.second[text]! : -1)),
    secondProbability: Float32Array.from(textOf, (text) => (has(text) ? found.secondProbability[text]! : 0)),
    order: filled.sort((a, b) => margins[a]! - margins[b]! || a - b),
  };
}
