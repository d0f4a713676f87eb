import type { TopPairs } from '../candidates/top-pairs';
import { allocateFloats } from '../model/allocate';
import { throwIfCancelled } from '../model/errors';
import { type Job, NO_TEXT, type Sides, type VectorSet } from '../model/types';
import { lexicalTexts } from '../text/lexical-text';
import type { RowTexts } from '../text/row-texts';
import { distinctTexts } from '../vectors/distinct-texts';
import { nearestBothSides, nearestWithin } from '../vectors/nearest';
import { densityOf } from './density';
import { drawSample } from './drawn-sample';
import { createLayout, type Layout } from './layout';
import { letterVectors } from './letter-vectors';
import { joinGraphs, neighbourGraph, partnerGraph } from './neighbour-graph';
import { neighboursKept, partnersNear } from './neighbours-kept';
import { placeRest, placeRows } from './place-rows';
import { type Plane, principalPlane } from './principal-plane';
import type { MapLayout, MapReading } from './record-map';
import { regionWords } from './region-words';
import { findRegions } from './regions';

/** Draws one map: `start`, then `refine` until its progress is 1, then `read`. */
export interface MapDrawing {
  /** Places by the first two directions of the vectors. */
  start(job: Job): Promise<MapLayout>;
  /** Goes on for about so long; the first time finds neighbours, which takes as long as it takes. */
  refine(milliseconds: number, job: Job): Promise<MapLayout>;
  read(job: Job): Promise<MapReading>;
}

/** Nodes that are laid out; more stand beside their nearest. */
export const MOST_LAID_OUT = 20_000;
/** Neighbours that hold a record in its place, those that tell how good the map is, and candidates for partners. */
const HOLDING = 10;
const KNOWN = 30;
const PARTNERS = 5;
/** Share of the least similar that are called odd, and the fewest texts of which any are. */
const ODD_SHARE = 0.01;
const FEWEST_FOR_ODD = 200;

interface Neighbours {
  readonly sample: Uint32Array;
  readonly nearest: TopPairs;
  /** Left and right nodes of the sample, as indices into it, and each other's nearest; null within one table. */
  readonly partners: { readonly nodes: Sides<Uint32Array>; readonly top: Sides<TopPairs> } | null;
  readonly hosts: Uint32Array;
  /** Cosine of each node and its nearest. */
  readonly best: Float32Array;
  readonly layout: Layout;
}

/**
 * The map of the records of two tables, or of one. Equal texts are one node.
 *
 * @param texts of both sides; no right ones for one table @param vectors of all texts, normalised; null: letters are compared
 * @throws AppError from its methods: `job/cancelled`, `device/out-of-memory`
 */
export function createMapDrawing(texts: Sides<RowTexts>, vectors: Sides<VectorSet> | null, seed: number): MapDrawing {
  const all = [...texts.left.texts, ...texts.right.texts];
  const { texts: distinct, places, placeStarts } = distinctTexts(all, (text) => text);
  const nodeOfText = new Uint32Array(all.length);
  for (let node = 0; node < distinct.length; node++) {
    for (let at = placeStarts[node]!; at < placeStarts[node + 1]!; at++) nodeOfText[places[at]!] = node;
  }
  const leftTexts = texts.left.texts.length;
  const leftCount = texts.left.textOf.length;
  const rows = new Uint32Array(leftCount + texts.right.textOf.length);
  texts.left.textOf.forEach((text, row) => {
    rows[row] = text === NO_TEXT ? NO_TEXT : nodeOfText[text]!;
  });
  texts.right.textOf.forEach((text, row) => {
    rows[leftCount + row] = text === NO_TEXT ? NO_TEXT : nodeOfText[leftTexts + text]!;
  });
  const isOf = { left: new Uint8Array(distinct.length), right: new Uint8Array(distinct.length) };
  nodeOfText.forEach((node, text) => {
    isOf[text < leftTexts ? 'left' : 'right'][node] = 1;
  });
  const hasRight = texts.right.texts.length > 0;

  let set: VectorSet | null = null;
  let start: Plane | null = null;
  let found: Neighbours | null = null;

  const layoutOf = (nodes: Plane, progress: number): MapLayout => ({
    ...placeRows(rows, nodes),
    leftCount,
    basis: vectors ? 'vectors' : 'letters',
    texts: distinct.length,
    laidOut: Math.min(MOST_LAID_OUT, distinct.length),
    progress,
  });
  const nodePlane = ({ sample, layout, hosts }: Neighbours): Plane =>
    sample.length === distinct.length ? layout.plane : placeRest(distinct.length, sample, layout.plane, hosts);

  const findNeighbours = async (job: Job): Promise<Neighbours> => {
    const sample = drawSample(
      start!,
      isOf.right.map((right, node) => (right && !isOf.left[node] ? 1 : 0)),
      MOST_LAID_OUT,
    );
    const isDrawn = new Uint8Array(distinct.length);
    for (const node of sample) isDrawn[node] = 1;
    const drawn = sample.length === distinct.length ? set! : gather(set!, sample);
    const steps = 1 + Number(hasRight) + Number(sample.length < distinct.length);
    let step = 0;
    const part = (): Job => {
      const from = step++;
      const progress: Job['progress'] = (done, total) => job.progress(from + done / Math.max(1, total), steps, 'texts');
      return { signal: job.signal, progress };
    };
    const nearest = await nearestWithin(drawn, KNOWN, part());
    const of = (side: 'left' | 'right') => Uint32Array.from([...sample.keys()].filter((at) => isOf[side][sample[at]!]));
    let partners: Neighbours['partners'] = null;
    if (hasRight) {
      const nodes = { left: of('left'), right: of('right') };
      const [left, right] = [gather(drawn, nodes.left), gather(drawn, nodes.right)];
      partners = { nodes, top: await nearestBothSides(left, right, { left: PARTNERS, right: PARTNERS }, part()) };
    }
    const best = new Float32Array(distinct.length);
    sample.forEach((node, at) => {
      best[node] = nearest.count[at]! > 0 ? nearest.value[at * nearest.k]! : 1;
    });
    const rest = Uint32Array.from([...isDrawn.keys()].filter((node) => isDrawn[node] === 0));
    let hosts = new Uint32Array();
    if (rest.length > 0) {
      const { left: top } = await nearestBothSides(gather(set!, rest), drawn, { left: 1, right: 0 }, part());
      hosts = Uint32Array.from(rest, (node, at) => {
        best[node] = top.value[at * top.k]!;
        return top.index[at * top.k]!;
      });
    }
    // What is known now is all that is needed of the vectors.
    set = null;
    const own = neighbourGraph(nearest, HOLDING);
    const graph = partners ? joinGraphs(own, partnerGraph(sample.length, partners.top, partners.nodes)) : own;
    const before = { x: pick(start!.x, sample), y: pick(start!.y, sample) };
    return { sample, nearest, partners, hosts, best, layout: createLayout(graph, before, seed) };
  };

  return {
    async start(job) {
      set = vectors ? nodeVectors(vectors, places, placeStarts) : await letterNodes(texts, places, placeStarts, job);
      start = await principalPlane(set, job);
      return layoutOf(start, 0);
    },
    async refine(milliseconds, job) {
      throwIfCancelled(job.signal);
      found ??= await findNeighbours(job);
      await found.layout.run(milliseconds, job);
      return layoutOf(nodePlane(found), found.layout.done() / found.layout.epochs);
    },
    async read() {
      const { nearest, partners, layout, best } = found!;
      const plane = placeRows(rows, nodePlane(found!));
      const density = densityOf(plane);
      const regions = findRegions(plane, density);
      return {
        kept: neighboursKept(layout.plane, nearest),
        partnersOfTen: partners && partnersNear(layout.plane, partners.nodes, partners.top.left),
        density,
        regions,
        words: regionWords(textsOfRows(rows, distinct), regions.of, regions.sizes.length),
        odd: oddPoints(rows, best),
      };
    },
  };
}

function* textsOfRows(rows: Uint32Array, distinct: readonly string[]): Generator<string> {
  for (const node of rows) yield node === NO_TEXT ? '' : distinct[node]!;
}

/** Points whose text is among the hundredth with the least similar nearest. */
function oddPoints(rows: Uint32Array, best: Float32Array): Uint32Array<ArrayBuffer> {
  if (best.length < FEWEST_FOR_ODD) return new Uint32Array();
  const limit = best.slice().sort()[Math.floor(best.length * ODD_SHARE)]!;
  return Uint32Array.from([...rows.keys()].filter((row) => rows[row] !== NO_TEXT && best[rows[row]!]! < limit));
}

const pick = (values: Float32Array, places: Uint32Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(places, (at) => values[at]!);

/** Vectors of some rows of a set. @throws AppError `device/out-of-memory` */
function gather({ model, dimensions, data }: VectorSet, rows: Uint32Array): VectorSet {
  const own = allocateFloats(rows.length * dimensions);
  rows.forEach((row, at) => {
    own.set(data.subarray(row * dimensions, (row + 1) * dimensions), at * dimensions);
  });
  return { model, dimensions, data: own };
}

/** One vector a node, out of those of the texts of both sides. */
function nodeVectors({ left, right }: Sides<VectorSet>, places: Uint32Array, placeStarts: Uint32Array): VectorSet {
  const { dimensions } = left;
  const leftTexts = left.data.length / dimensions;
  const nodes = placeStarts.length - 1;
  const data = allocateFloats(nodes * dimensions);
  for (let node = 0; node < nodes; node++) {
    const text = places[placeStarts[node]!]!;
    const [from, at] = text < leftTexts ? [left.data, text] : [right.data, text - leftTexts];
    data.set(from.subarray(at * dimensions, (at + 1) * dimensions), node * dimensions);
  }
  return { model: left.model, dimensions, data };
}

function letterNodes(texts: Sides<RowTexts>, places: Uint32Array, placeStarts: Uint32Array, job: Job): Promise<VectorSet> {
  const forms = lexicalTexts({ left: texts.left.texts, right: texts.right.texts });
  const leftTexts = forms.left.length;
  const own = Array.from({ length: placeStarts.length - 1 }, (_, node) => {
    const text = places[placeStarts[node]!]!;
    return text < leftTexts ? forms.left[text]! : forms.right[text - leftTexts]!;
  });
  return letterVectors(own, job);
}
