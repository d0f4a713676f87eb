import { type Ref, useCallback, useEffect, useId, useImperativeHandle, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Cut } from '../../../core/clusters/graph/weak-places';
import type { Dataset } from '../../../core/model/types';
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
import { graphKeys } from './graph-keys';
import { LETTER_SIZE } from './label';
import { type Area, areaOf, HIDDEN, outline, touches } from './shapes';
import { type GraphNode, useClusterLayout } from './use-cluster-layout';
import { type Tool, useGraphPointer } from './use-graph-pointer';
import { useGraphView } from './use-graph-view';
import { useGraphWords } from './use-graph-words';
import { useIsNarrow } from './use-is-narrow';
import { useKeptRecord } from './use-kept-record';
import { useWeakPlaces } from './use-weak-places';

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
/** From this many rows on, one is looked for rather than seen. */
const MANY = 20;

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

  const layout = useClusterLayout({
    dataset,
    review,
    rows,
    wanted,
    hasNeighbours,
    asked,
    isNarrow: useIsNarrow(),
    number,
  });
  const { drawing, nodes, arrangement } = layout;
  const nodeOf = useMemo(() => new Map(nodes.map((node) => [node.row, node])), [nodes]);
  const members = useMemo(() => nodes.filter(({ neighbour }) => neighbour === null), [nodes]);
  const pairs = useMemo(
    () => [...drawing.pairs, ...nodes.flatMap(({ neighbour }) => (neighbour ? [neighbour.pair] : []))],
    [drawing, nodes],
  );
  const { weak, cut } = useWeakPlaces(review, rows, selected);
  const kept = useKeptRecord(dataset, review, rows);
  const marked = weak[0] && isSlack(weak[0], review.threshold) ? weak[0] : null;
  const isWeak = useCallback(
    (a: number, b: number): boolean => marked?.pairs.some((pair) => pair.a === a && pair.b === b) ?? false,
    [marked],
  );
  const words = useGraphWords({ layout, pairs, review, kept: kept.row, textOf, isWeak });
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

  const target = cursor !== null && nodeOf.get(cursor)?.neighbour ? cursor : null;
  useEffect(() => {
    onTarget(target);
    return () => onTarget(null);
  }, [target, onTarget]);

  const point = (row: number | null): void => {
    setCursorRow(row);
    const node = row === null ? undefined : nodeOf.get(row);
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

  const first = Math.max(
    0,
    nodes.findIndex(({ row }) => row === kept.row),
  );
  const onKeyDown = graphKeys({
    graph,
    places,
    at: cursor === null ? -1 : nodes.findIndex(({ row }) => row === cursor),
    first,
    onGoTo(node, isChoosing) {
      const { row } = nodes[node]!;
      point(row);
      if (isChoosing && isMember(row)) select([...selected, ...(cursor !== null && isMember(cursor) ? [cursor] : []), row]);
    },
    onClear: selected.size > 0 ? () => select([]) : null,
  });
  const find = (text: string): boolean => {
    const looked = normaliseText(text);
    if (looked === '') return true;
    const start = cursor === null ? -1 : rows.indexOf(cursor);
    for (let step = 1; step <= rows.length; step++) {
      const row = rows[(start + step) % rows.length]!;
      if (!normaliseText(textOf(row)).includes(looked)) continue;
      if (!nodeOf.has(row)) setWanted([row]);
      setCursorRow(row);
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
            onNeighbours={(value) => setNeighbours(value ? 'on' : 'off')}
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
            if (cursor === null && nodes.length > 0) setCursorRow(nodes[first]!.row);
          },
          ...pointer.handlers,
          ...{ 'data-own-arrows': true },
        }}
        below={
          <div dir={i18n.dir()}>
            <GraphAbout
              node={cursor === null ? null : (nodeOf.get(cursor) ?? null)}
              ties={cursor === null ? undefined : words.ties.get(cursor)}
              isKept={cursor !== null && cursor === kept.row}
              text={cursor === null ? '' : textOf(cursor)}
              keptText={kept.text}
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
        table={words.table}
        legend={GraphLegend({
          t,
          has: {
            kept: kept.row !== null && rows.length > 1,
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
          kept={rows.length > 1 ? kept.row : null}
          isFar={graph.view.scale * LETTER_SIZE < LEAST_LETTER * graph.letter}
          names={words.names}
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
