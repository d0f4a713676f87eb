import { type KeyboardEvent, type Ref, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createGoldenRecords } from '../../../core/clusters/golden-record';
import type { Cut } from '../../../core/clusters/graph/weak-places';
import type { Dataset } from '../../../core/model/types';
import { cellAt, columnIndex } from '../../../core/table/cells';
import { normaliseText } from '../../../core/text/normalise';
import type { ClusterReview } from '../../../session/contract';
import { ChartFrame } from '../../../ui/ChartFrame';
import { useFormats } from '../../../ui/format';
import { useRemembered } from '../../../ui/remembered';
import styles from './ClusterGraph.module.css';
import { GraphAbout } from './GraphAbout';
import { cardId, GraphCards } from './GraphCards';
import { GraphLegend } from './GraphLegend';
import { GraphPairs } from './GraphPairs';
import { GraphTools } from './GraphTools';
import { graphTable } from './graph-table';
import { LETTER_SIZE } from './label';
import { type Area, areaOf, HIDDEN, outline, touches } from './shapes';
import { type GraphNode, useClusterLayout } from './use-cluster-layout';
import { type Tool, useGraphPointer } from './use-graph-pointer';
import { useGraphView } from './use-graph-view';
import { useIsNarrow } from './use-is-narrow';
import { useWeakPlaces } from './use-weak-places';
import { type Direction, nodeTowards } from './walk';

/** What keys of the screen do to the graph. */
export interface ClusterGraphHandle {
  /** Chooses the row that is pointed at, or lets it go. */
  choose(): void;
  /** Goes to the next weak place and chooses what would come off there. */
  nextWeakPlace(): void;
}

interface ClusterGraphProps {
  readonly dataset: Dataset;
  readonly review: ClusterReview;
  /** Rows of the cluster, ascending. */
  readonly rows: Uint32Array;
  readonly selected: ReadonlySet<number>;
  readonly isReadOnly: boolean;
  readonly textOf: (row: number) => string;
  readonly onSelect: (rows: ReadonlySet<number>) => void;
  /** The row of another cluster that is pointed at, or null. */
  readonly onTarget: (row: number | null) => void;
  readonly onSplit: () => void;
  readonly onMerge: (cluster: number) => void;
  readonly ref: Ref<ClusterGraphHandle>;
}

const MARGIN = 26;
/** In pixels. */
const LEAST_LETTER = 6.5;
const PAN_PX = 60;
const ZOOM_STEP = 1.3;
/** From this many rows on, one is looked for rather than seen. */
const MANY = 20;
const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
const PANS: Readonly<Record<Direction, readonly [number, number]>> = {
  left: [PAN_PX, 0],
  right: [-PAN_PX, 0],
  up: [0, PAN_PX],
  down: [0, -PAN_PX],
};

/** Rows of a cluster as cards, pairs as lines between them, and the nearest rows of other clusters. */
export function ClusterGraph(props: ClusterGraphProps) {
  const { dataset, review, rows, selected, isReadOnly, textOf, onSelect, onTarget } = props;
  const { t, i18n } = useTranslation();
  const { number, score } = useFormats();
  const id = useId();
  const chart = useRef<SVGSVGElement>(null);
  const [cursorRow, setCursorRow] = useState<number | null>(null);
  const [wanted, setWanted] = useState<readonly number[]>([]);
  const [asked, setAsked] = useState(0);
  const [tool, setTool] = useState<Tool>('choose');
  const [neighbours, setNeighbours] = useRemembered('graph-neighbours', 'on');
  const hasNeighbours = neighbours === 'on';

  const { drawing, nodes, arrangement } = useClusterLayout({
    dataset,
    review,
    rows,
    wanted,
    hasNeighbours,
    asked,
    isNarrow: useIsNarrow(),
    number,
  });
  const nodeOf = useMemo(() => new Map(nodes.map((node) => [node.row, node])), [nodes]);
  const members = useMemo(() => nodes.filter(({ neighbour }) => neighbour === null), [nodes]);
  const pairs = useMemo(
    () => [...drawing.pairs, ...nodes.flatMap(({ neighbour }) => (neighbour ? [neighbour.pair] : []))],
    [drawing, nodes],
  );
  const { weak, cut } = useWeakPlaces(review, rows, selected);
  const kept = useKept(dataset, review, rows);
  const cursor = cursorRow !== null && nodeOf.has(cursorRow) ? cursorRow : null;
  const boxes = useMemo(() => nodes.map(({ box }) => box), [nodes]);
  const places = useMemo(() => nodes.map(({ place }) => place), [nodes]);
  const area = useMemo(() => areaOf(boxes, places, MARGIN), [boxes, places]);
  const graph = useGraphView(chart, area);
  const [seen, setSeen] = useState(arrangement);
  if (seen !== arrangement) {
    setSeen(arrangement);
    graph.fit();
  }

  const point = (row: number | null): void => {
    setCursorRow(row);
    const node = row === null ? undefined : nodeOf.get(row);
    onTarget(node?.neighbour ? node.row : null);
    if (node && graph.isMoved) graph.show(node.place);
  };
  const isMember = (row: number): boolean => nodeOf.get(row)?.neighbour === null;
  const select = (next: Iterable<number>): void => {
    if (!isReadOnly) onSelect(new Set([...next].filter((row) => rows.includes(row))));
  };
  const toggle = (row: number): void => {
    if (!isMember(row)) return;
    const next = new Set(selected);
    if (!next.delete(row)) next.add(row);
    select(next);
  };
  // Either half may be the chosen one.
  const isHalf = ({ part }: Cut): boolean =>
    part.length === selected.size
      ? part.every((row) => selected.has(row)) || (2 * part.length === rows.length && part.every((row) => !selected.has(row)))
      : part.length === rows.length - selected.size && part.every((row) => !selected.has(row));
  const place = cut === null ? -1 : weak.findIndex(isHalf);
  const showPlace = (at: number): void => {
    const next = weak[at];
    if (!next) return;
    const ends = next.pairs.slice(0, 4).flatMap(({ a, b }) => [a, b]);
    setWanted([...new Set([...ends, ...next.part])].slice(0, MANY));
    select(next.part);
  };
  const nextWeakPlace = (): void => showPlace((place + 1) % Math.max(1, weak.length));
  useImperativeHandle(props.ref, () => ({
    choose: () => {
      if (cursor !== null) toggle(cursor);
    },
    nextWeakPlace,
  }));

  const pointer = useGraphPointer({
    chart,
    graph,
    tool,
    nodeAt: ({ x, y }, slackPx) => {
      const slack = 2 * (slackPx / graph.view.scale);
      const at = { x: x - slack / 2, y: y - slack / 2, width: slack, height: slack };
      // The last one is drawn on top.
      return nodes.findLastIndex((node) => touches(at, node.box, node.place));
    },
    onNode(at, isAdded) {
      const { row } = nodes[at]!;
      point(row);
      if (!isMember(row)) return;
      if (isAdded) toggle(row);
      else select(selected.size === 1 && selected.has(row) ? [] : [row]);
    },
    onArea(drawn, isAdded) {
      const inside = members.filter((node) => touches(drawn, node.box, node.place)).map(({ row }) => row);
      select(isAdded ? [...selected, ...inside] : inside);
    },
    onGround: () => select([]),
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey) return;
    const act = actionOf(event);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const actionOf = ({ key, shiftKey, ctrlKey, metaKey }: KeyboardEvent): (() => void) | null => {
    const at = cursor === null ? -1 : nodes.findIndex(({ row }) => row === cursor);
    const direction = ARROWS[key];
    if (direction && (ctrlKey || metaKey)) return () => graph.pan(...PANS[direction]);
    if (ctrlKey || metaKey) return null;
    const goTo = (next: number): void => {
      const row = nodes[next]?.row;
      if (row === undefined) return;
      point(row);
      if (shiftKey && isMember(row)) select([...selected, ...(cursor !== null && isMember(cursor) ? [cursor] : []), row]);
    };
    if (direction) return () => goTo(at < 0 ? firstNode() : nodeTowards(places, at, direction));
    const steps: Readonly<Record<string, () => void>> = {
      Home: () => goTo(0),
      End: () => goTo(nodes.length - 1),
      PageDown: () => goTo(Math.min(nodes.length - 1, at + 1)),
      PageUp: () => goTo(Math.max(0, at - 1)),
      '+': () => graph.zoom(ZOOM_STEP),
      '=': () => graph.zoom(ZOOM_STEP),
      '-': () => graph.zoom(1 / ZOOM_STEP),
      '0': graph.fit,
    };
    if (key === 'Escape') return selected.size > 0 ? () => select([]) : null;
    return steps[key] ?? null;
  };
  const firstNode = (): number =>
    Math.max(
      0,
      nodes.findIndex(({ row }) => row === kept),
    );

  const marked = weak[0] && isSlack(weak[0], review.threshold) ? weak[0] : null;
  const isWeak = (a: number, b: number): boolean => marked?.pairs.some((pair) => pair.a === a && pair.b === b) ?? false;
  const nameOf = (node: GraphNode): string => {
    const { row, neighbour } = node;
    const text = textOf(row) || t('common.empty');
    if (neighbour) {
      const size = review.summary.size[neighbour.cluster]!;
      const { pair } = neighbour;
      return `${t('graph.neighbour', { count: size, row: number(row + 1) })}: ${text}. ${t('graph.strongest', { score: score(pair.score), row: number(pair.a + 1) })}`;
    }
    return [
      `${t('clusters.member', { row: number(row + 1) })}: ${text}`,
      ...(row === kept ? [t('graph.legend.kept')] : []),
      strongestOf(row),
    ].join('. ');
  };
  const strongestOf = (row: number): string => {
    const own = drawing.pairs.filter(({ a, b }) => a === row || b === row);
    const best = own[0];
    if (!best) return t('graph.noPair');
    const other = best.a === row ? best.b : best.a;
    return `${t('graph.pairs', { count: own.length })}, ${t('graph.strongest', { score: score(best.score), row: number(other + 1) })}`;
  };
  const find = (words: string): boolean => {
    const looked = normaliseText(words);
    if (looked === '') return true;
    const start = cursor === null ? -1 : rows.indexOf(cursor);
    for (let step = 1; step <= rows.length; step++) {
      const row = rows[(start + step) % rows.length]!;
      if (!normaliseText(textOf(row)).includes(looked)) continue;
      if (!nodeOf.has(row)) setWanted([row]);
      setCursorRow(row);
      onTarget(null);
      const node = nodeOf.get(row);
      if (node && graph.isMoved) graph.show(node.place);
      return true;
    }
    return false;
  };

  const title = t('graph.title');
  const summary = t('graph.summary', { count: rows.length, pairs: number(drawing.pairs.length) });
  const halves = cut ? [members.filter(({ row }) => !selected.has(row)), members.filter(({ row }) => selected.has(row))] : [];
  const hiddenPairs = drawing.pairs.filter(({ isMain }) => !isMain).length;
  return (
    <div className={styles.graph}>
      <ChartFrame
        title={title}
        summary={summary}
        width={area.width}
        height={area.height}
        whole={area}
        fileName={`rowlink-cluster-${rows[0]! + 1}`}
        chart={chart}
        tools={
          <GraphTools
            graph={graph}
            tool={tool}
            onTool={setTool}
            hasNeighbours={hasNeighbours}
            onNeighbours={(value) => {
              setNeighbours(value ? 'on' : 'off');
              onTarget(null);
            }}
            onArrange={() => setAsked(asked + 1)}
            isSearched={rows.length > MANY}
            onFind={find}
          />
        }
        drawing={{
          role: 'listbox',
          'aria-multiselectable': true,
          'aria-label': `${title}. ${summary} ${t('graph.hint')}`,
          'aria-activedescendant': cursor === null ? undefined : cardId(id, cursor),
          tabIndex: 0,
          className: `${styles.chart} ${tool === 'move' ? styles.moving : ''}`,
          viewBox: graph.viewBox,
          onKeyDown,
          onFocus: () => {
            if (cursor === null && nodes.length > 0) setCursorRow(nodes[firstNode()]!.row);
          },
          ...pointer.handlers,
          ...{ 'data-own-arrows': true },
        }}
        below={
          <div dir={i18n.dir()}>
            <GraphAbout
              node={cursor === null ? null : (nodeOf.get(cursor) ?? null)}
              name={cursor === null || !isMember(cursor) ? null : strongestOf(cursor)}
              isKept={cursor !== null && cursor === kept}
              text={cursor === null ? '' : textOf(cursor)}
              keptText={keptTextOf(dataset, review, rows)}
              review={review}
              isReadOnly={isReadOnly}
              rowCount={rows.length}
              selectedCount={selected.size}
              cut={cut}
              weak={weak}
              place={place}
              onNextPlace={nextWeakPlace}
              onSplit={props.onSplit}
              onMerge={props.onMerge}
            />
            {drawing.hidden > 0 ? <p className={styles.note}>{t('graph.hidden', { count: drawing.hidden })}</p> : null}
            {hiddenPairs > 0 ? <p className={styles.note}>{t('graph.hiddenPairs', { count: hiddenPairs })}</p> : null}
          </div>
        }
        table={graphTable({ nodes, pairs, textOf, isWeak, number, score, t })}
        legend={GraphLegend({
          t,
          has: {
            kept: kept !== null && rows.length > 1,
            below: pairs.some(({ b, isReaching }) => !isReaching && isMember(b)),
            near: pairs.some(({ b }) => !isMember(b)),
            weak: marked !== null,
            together: pairs.some(({ settled }) => settled === 'together'),
            apart: pairs.some(({ settled }) => settled === 'apart'),
          },
        })}
      >
        {halves.map((half, at) =>
          half.length === 0 ? null : (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: the first half stays, the second comes off.
              key={at}
              {...HIDDEN}
              className={at === 0 ? styles.stays : styles.leaves}
              d={closed(half)}
            />
          ),
        )}
        <GraphPairs nodeOf={nodeOf} pairs={pairs} cursor={cursor} part={cut ? selected : null} isWeak={isWeak} score={score} />
        <GraphCards
          id={id}
          nodes={nodes}
          cursor={cursor}
          selected={selected}
          kept={rows.length > 1 ? kept : null}
          isFar={graph.view.scale * LETTER_SIZE < LEAST_LETTER * graph.letter}
          nameOf={nameOf}
          number={number}
        />
        {pointer.area ? <rect className={styles.lasso} {...HIDDEN} {...rectangle(pointer.area)} /> : null}
      </ChartFrame>
    </div>
  );
}

/** The weakest place of a tight cluster is nothing to point at unasked: its best pair lies far above the threshold. */
const isSlack = ({ pairs }: Cut, threshold: number): boolean =>
  pairs.length > 0 && pairs[0]!.score < threshold + (1 - threshold) / 2;

const rectangle = ({ x, y, width, height }: Area): Area => ({ x, y, width, height });

const closed = (half: readonly GraphNode[]): string =>
  `M${outline(
    half.map(({ box }) => box),
    half.map(({ place }) => place),
    9,
  )
    .map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`)
    .join('L')}Z`;

/** The row that gives the kept record most of its cells; ties go to the lower row. */
function useKept(dataset: Dataset, review: ClusterReview, rows: Uint32Array): number | null {
  const { golden } = review.settings;
  return useMemo(() => {
    const counts = new Map<number, number>();
    for (const row of createGoldenRecords(dataset, golden)(rows)) counts.set(row, (counts.get(row) ?? 0) + 1);
    const [best] = [...counts].sort(([a, first], [b, second]) => second - first || a - b);
    return best?.[0] ?? null;
  }, [dataset, golden, rows]);
}

/** The compared cells of the kept record in one line. */
function keptTextOf(dataset: Dataset, review: ClusterReview, rows: Uint32Array): string {
  const source = createGoldenRecords(dataset, review.settings.golden)(rows);
  return review.on
    .map((name) => columnIndex(dataset, name))
    .filter((column) => column >= 0)
    .map((column) => cellAt(dataset, column, source[column]!).trim())
    .filter((cell) => cell !== '')
    .join(' · ');
}
