import { readClusterSource } from '../core/evaluation/cluster-truth-source';
import { isMatchLabel } from '../core/evaluation/truth';
import { readTruth } from '../core/evaluation/truth-source';
import { countEntities } from '../core/learning/decided-pairs';
import type { Dataset } from '../core/model/types';
import { cellsNamed } from '../core/table/cells';
import { collectPairs, type LabelledPair, pairsOfClusters, pairsOfTruth, type ReadPairs } from '../core/tuning/labelled-pairs';
import type { LabelPairsRequest } from '../rpc/protocol';
import type { Handlers } from '../rpc/serve';

/** Reads labelled pairs of rows out of a file or a column. */
export const labelPairs: NonNullable<Handlers['labelPairs']> = async (request) => {
  const read = readPairs(request);
  const { left, right, isMatch } = read.pairs;
  return {
    answer: { ...read, entities: countEntities(read.pairs, request.isOneTable) },
    transfer: [left.buffer, right.buffer, isMatch.buffer],
  };
};

function readPairs({ source, isOneTable }: LabelPairsRequest): ReadPairs {
  switch (source.kind) {
    case 'truth':
      return pairsOfTruth(readTruth(source.truth, source.tables), isOneTable);
    case 'clusters':
      return pairsOfClusters(readClusterSource(source.truth, source.table));
    case 'rows':
      return { ...collectPairs(rowByRow(source.table, source.label), false), unknown: 0 };
  }
}

/** Each row of a table is a pair of its own. */
function* rowByRow(table: Dataset, label: string | null): Generator<LabelledPair> {
  const labels = label === null ? null : cellsNamed(table, label);
  for (let row = 0; row < table.rowCount; row++) {
    yield { left: row, right: row, isMatch: labels === null || isMatchLabel(labels[row]!) };
  }
}
