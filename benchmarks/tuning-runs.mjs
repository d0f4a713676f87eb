import { acceptGreedily, bestF1, f1Of, pairKey, recallAt } from './metrics.mjs';

const CARDINALITIES = { '1:1': 'one-to-one', 'm:1': 'many-to-one', '1:m': 'one-to-many', 'm:m': 'many-to-many' };
const JOB = { signal: new AbortController().signal, progress() {} };
/** Share of the entities, and of the records without a partner, that pairs to train on are taken from. */
const TRAINING_SHARE = 0.5;

/** Trains on pairs of one half of a task and measures on the other half, with the product's own code. */
export function createTuningRuns(code) {
  let split = null;
  return { run, rowTexts };

  /** null where the training half has fewer pairs. @param pairs how many; null: all */
  async function run(task, vectors, pairs, seed) {
    const key = `${task.name} ${seed}`;
    if (split?.key !== key) split = { key, ...splitTask(task, vectors, seed), before: null };
    const { training, test } = split;
    if (pairs !== null && pairs > training.pairs.length) return null;
    const order = code.shuffled(training.pairs.length, code.createRandom(seed * 104_729 + 7));
    const chosen = Array.from(order.subarray(0, pairs ?? order.length), (at) => training.pairs[at]);
    const started = performance.now();
    const trained = train(task, training, chosen, seed);
    const seconds = (performance.now() - started) / 1000;
    split.before ??= await measure(task, test, null);
    const { before } = split;
    const after = trained.weights ? await measure(task, test, trained) : before;
    const { epochs, keptEpoch } = trained.summary;
    // Weights of columns come on top of the adapter, or stand alone where none was kept.
    const columnWeights = trained.columns.weights;
    const weighed =
      columnWeights && hybridOnly(await find(task, test, trained.weights ? trained : null, 'hybrid', columnWeights));
    return {
      pairs: chosen.length,
      isUsed: trained.weights !== null,
      epochs,
      keptEpoch,
      seconds,
      before,
      after,
      columnWeights,
      weighed,
    };
  }

  /** The records of either half. Entities are the connected components of the true pairs. */
  function splitTask(task, vectors, seed) {
    const count = { left: task.left.rows.length, right: task.right.rows.length };
    const pairs = [...task.truth].map((key) => key.split(':').map(Number));
    const columns = { left: Uint32Array.from(pairs, ([left]) => left), right: Uint32Array.from(pairs, ([, right]) => right) };
    const isMatch = new Uint8Array(pairs.length).fill(1);
    const entities = code.findEntities({ ...columns, isMatch }, count.left, count.right, false);
    const random = code.createRandom(seed * 7_919 + 13);
    const isTraining = new Uint8Array(entities.count);
    code.shuffled(entities.count, random).forEach((entity, at) => {
      isTraining[entity] = at < entities.count * TRAINING_SHARE ? 1 : 0;
    });
    const rows = { training: { left: [], right: [] }, test: { left: [], right: [] } };
    for (const side of ['left', 'right']) {
      for (let row = 0; row < count[side]; row++) {
        const entity = entities[side][row];
        const isIn = entity < 0 ? random.uniform() < TRAINING_SHARE : isTraining[entity] === 1;
        rows[isIn ? 'training' : 'test'][side].push(row);
      }
    }
    const half = ({ left, right }) => {
      const place = { left: new Map(left.map((row, at) => [row, at])), right: new Map(right.map((row, at) => [row, at])) };
      return {
        rows: { left, right },
        pairs: pairs.filter(([one]) => place.left.has(one)).map(([one, other]) => [place.left.get(one), place.right.get(other)]),
        vectors: { left: pick(vectors.left, left, count.left), right: pick(vectors.right, right, count.right) },
      };
    };
    return { training: half(rows.training), test: half(rows.test) };
  }

  function train(task, { vectors, rows }, chosen, seed) {
    const readers = (side, on) =>
      on.map((name) => {
        const column = task[side].columns.indexOf(name);
        return (row) => task[side].rows[rows[side][row]][column];
      });
    const columns = { left: readers('left', task.leftOn), right: readers('right', task.rightOn) };
    const isOneToOne = task.cardinality === '1:1';
    const pairs = {
      left: Uint32Array.from(chosen, ([left]) => left),
      right: Uint32Array.from(chosen, ([, right]) => right),
      isMatch: new Uint8Array(chosen.length).fill(1),
    };
    const trainer = code.createTrainer(
      { dimensions: vectors.left.dimensions, left: vectors.left.data, right: vectors.right.data, pairs, columns },
      { ...code.DEFAULT_TUNING_OPTIONS, seed, isOneToOne },
    );
    while (!trainer.step().isDone);
    return trainer.finish();
  }

  /** Recall at rank 1 and F1: of the vectors alone at the best threshold, and of the match score at the product's and the best. */
  async function measure(task, half, adapter) {
    const dense = await find(task, half, adapter, 'dense');
    const hybrid = await find(task, half, adapter, 'hybrid');
    return {
      dense: { recall1: dense.recall1, bestF1: dense.bestF1 },
      hybrid: hybridOnly(hybrid),
    };
  }

  async function find(task, half, adapter, score, columnWeights = null) {
    const cardinality = CARDINALITIES[task.cardinality];
    const on = { left: task.leftOn, right: task.rightOn };
    const tables = { left: tableOf(task.left, half.rows.left, on.left), right: tableOf(task.right, half.rows.right, on.right) };
    // What letters say stays the same from one adapter to the next.
    const weights = Object.fromEntries((columnWeights ?? []).map((weight, at) => [on.left[at], weight]));
    const key = `${score} ${JSON.stringify(weights)}`;
    half.matchers ??= {};
    half.matchers[key] ??= code.createMatcher(tables, { ...code.DEFAULT_MATCH_SETTINGS, on, cardinality, score, weights });
    const matcher = half.matchers[key];
    // A column of weight 0 is not compared.
    const counting = (names) => names.filter((_, at) => weights[on.left[at]] !== 0);
    const ordered = code.orderColumns(tables, { left: counting(on.left), right: counting(on.right) });
    const set = (side) => textVectors(tables[side], ordered[side], half.vectors[side], adapter);
    const { candidates } = await matcher.find({ left: set('left'), right: set('right') }, JOB);
    const truth = new Set(half.pairs.map(([left, right]) => pairKey(left, right)));
    const pairs = [];
    for (let left = 0; left < candidates.leftCount; left++) {
      const first = candidates.offsets[left];
      for (let at = first; at < candidates.offsets[left + 1]; at++) {
        pairs.push({ left, right: candidates.right[at], score: candidates.matchScore[at], rank: at - first + 1 });
      }
    }
    const linksAt = (threshold) =>
      code
        .suggestLinks(candidates, { cardinality, threshold })
        .map(({ left, right, matchScore }) => ({ left, right, score: matchScore }));
    const best = [acceptGreedily(pairs, task.cardinality), linksAt(null)].map((accepted) => bestF1(accepted, truth).f1);
    return {
      recall1: recallAt(pairs, truth, 1),
      bestF1: Math.max(...best),
      autoF1: f1Of(linksAt(code.AUTO_THRESHOLD), truth, code.AUTO_THRESHOLD).f1,
    };
  }

  /** A text for each row of a table, as the product composes it; empty for a row with nothing to compare. */
  function rowTexts(task, side) {
    const on = { left: task.leftOn, right: task.rightOn };
    const all = (own) => tableOf(task[own], Array.from(task[own].rows.keys()), on[own]);
    const tables = { left: all('left'), right: all('right') };
    const { recordOf, textOf, texts } = code.composeRecords(tables[side], code.orderColumns(tables, on)[side]);
    return Array.from(recordOf, (record) => texts[textOf[record]] ?? '');
  }

  /** Vectors of the distinct texts of a table, in the order in which a matcher expects them. */
  function textVectors(table, on, vectors, adapter) {
    const { texts, textOf, firstRow } = code.composeRecords(table, on);
    const rows = new Array(texts.length);
    textOf.forEach((text, record) => {
      rows[text] ??= firstRow[record];
    });
    const { data, dimensions } = pick(vectors, rows);
    if (adapter) code.applyAdapter({ rank: adapter.rank, weights: adapter.weights, base: { dimensions } }, data);
    return { model: '', data, dimensions };
  }
}

const hybridOnly = ({ recall1, bestF1, autoF1 }) => ({ recall1, bestF1, autoF1 });

function tableOf({ file, columns, rows }, chosen, on) {
  const cells = (name) => chosen.map((row) => rows[row][columns.indexOf(name)]);
  return { fileName: file, rowCount: chosen.length, columns: new Map(on.map((name) => [name, cells(name)])) };
}

/** Rows of vectors: of a flat array with `count` rows, or of a set. */
function pick(vectors, rows, count) {
  const data = vectors.data ?? vectors;
  const dimensions = vectors.dimensions ?? data.length / count;
  const picked = new Float32Array(rows.length * dimensions);
  rows.forEach((row, at) => {
    picked.set(data.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  return { data: picked, dimensions };
}
