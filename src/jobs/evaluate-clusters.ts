import { createClusterRule } from '../core/clusters/cluster-rule';
import { openClusterBook } from '../core/clusters/edits';
import { settleClusters } from '../core/clusters/settle';
import { clusterErrorBuffers, clusterErrorColumns } from '../core/evaluation/cluster-error-columns';
import { findClusterErrors } from '../core/evaluation/cluster-errors';
import { measureClusters } from '../core/evaluation/cluster-metrics';
import { guessClusterFile, readClusterSource } from '../core/evaluation/cluster-truth-source';
import { throwIfCancelled } from '../core/model/errors';
import { nextTurn } from '../core/model/turns';
import type { Handlers } from '../rpc/serve';

/** Reads true clusters and measures the found ones against them. */
export const evaluateClusters: NonNullable<Handlers['evaluateClusters']> = async ({ source, table, found }) => {
  const { clusterOf, unknownIds, contradicted } = readClusterSource(source, table);
  const numbers = new Map<string, number>();
  const truthOf = Int32Array.from(clusterOf, (name) => {
    if (name === null) return -1;
    const known = numbers.get(name) ?? numbers.size;
    numbers.set(name, known);
    return known;
  });
  const note = (ids: readonly string[]) => ({ count: ids.length, example: ids[0] ?? '' });
  const errors = clusterErrorColumns(findClusterErrors(found, clusterOf));
  return {
    answer: {
      accuracy: measureClusters(found, clusterOf),
      errors,
      notes: { unknownIds: note(unknownIds), contradicted: note(contradicted) },
      truthOf,
    },
    transfer: [truthOf.buffer, ...clusterErrorBuffers(errors)],
  };
};

/** Found clusters against true ones, both by number, −1 for unknown. */
export const measurePartition: NonNullable<Handlers['measurePartition']> = async ({ found, truthOf }) => ({
  answer: measureClusters(found, knownOnly(truthOf)),
});

/** Accuracy over pairs at some thresholds, under what a person changed. */
export const clusterCurve: NonNullable<Handlers['clusterCurve']> = async (request, job) => {
  const { graph, order, settings, entries, truthOf, thresholds } = request;
  const rule = createClusterRule(graph, settings, order);
  const book = openClusterBook(entries);
  const truth = knownOnly(truthOf);
  const measured: ReturnType<typeof measureClusters>[] = [];
  for (const threshold of thresholds) {
    measured.push(measureClusters(settleClusters(rule, threshold, book).clusterOf, truth));
    job.progress(measured.length, thresholds.length, 'rows');
    await nextTurn();
    throwIfCancelled(job.signal);
  }
  const series = (of: 'precision' | 'recall' | 'f1') => measured.map((one) => one[of].value);
  return { answer: { threshold: thresholds, precision: series('precision'), recall: series('recall'), f1: series('f1') } };
};

/** The columns in which a file is likely to name records and their true clusters. */
export const guessClusterColumns: NonNullable<Handlers['guessClusterColumns']> = async ({ file, table, recordId }) => ({
  answer: guessClusterFile(file, table, recordId),
});

const knownOnly = (truthOf: Int32Array): (number | null)[] => Array.from(truthOf, (cluster) => (cluster < 0 ? null : cluster));
