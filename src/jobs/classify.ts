import { applyToRows, classifyRows, type RowClasses } from '../core/classify/classify-rows';
import { readLabels as readLabelsOf } from '../core/classify/read-labels';
import type { Handlers } from '../rpc/serve';
import { assembleVectors } from './assemble-vectors';

/** Gives rows classes. */
const classify: NonNullable<Handlers['classify']> = async ({ texts, shards, adapter, ...settings }, job) => {
  const answer = await classifyRows({ texts, vectors: assembleVectors(texts.length, shards, adapter) }, settings, job);
  return { answer, transfer: buffersOf(answer) };
};

/** Gives rows classes by a classifier that was trained before. */
const applyClassifier: NonNullable<Handlers['applyClassifier']> = async (request, job) => {
  const { texts, shards, adapter, weights, temperature } = request;
  const input = { texts, vectors: assembleVectors(texts.length, shards, adapter) };
  const answer = await applyToRows(input, request, weights, temperature, job);
  return { answer, transfer: buffersOf(answer) };
};

/** Labels of a column, the only one of the table. */
const readLabels: NonNullable<Handlers['readLabels']> = async ({ table, column }) => {
  const answer = readLabelsOf(table, column);
  return { answer, transfer: [answer.labelOf.buffer] };
};

const buffersOf = ({ label, probability, second, secondProbability, order }: RowClasses): ArrayBuffer[] => [
  label.buffer,
  probability.buffer,
  second.buffer,
  secondProbability.buffer,
  order.buffer,
];

export const classifyHandlers = { classify, applyClassifier, readLabels };
