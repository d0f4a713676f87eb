import { type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rightIsUnique } from '../../core/decisions/verdicts';
import type { Dataset, Sides } from '../../core/model/types';
import { keepRows } from '../../session/chosen-rows';
import type { ReviewState } from '../../session/contract';
import type { ReviewedNow } from '../../session/reviewed-now';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { HelpMark } from '../../ui/HelpMark';
import { useKeyed, useKeySettings } from '../../ui/key-settings';
import styles from '../../ui/QueueScreen.module.css';
import { useRemembered } from '../../ui/remembered';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { ActionBar } from './decide/ActionBar';
import { AnswerLearning } from './decide/AnswerLearning';
import { COMMANDS, type ReviewCommand } from './decide/commands';
import { HistoryButton, HistoryDialog } from './decide/HistoryDialog';
import { LearnButton } from './decide/LearnButton';
import { NoteDialog } from './decide/NoteDialog';
import { TogetherDialog } from './decide/TogetherDialog';
import { blindView, useBlindReview } from './decide/use-blind-review';
import { useReviewKeys } from './decide/use-review-keys';
import { DetailsPanel } from './panel/DetailsPanel';
import { DifferencePanel } from './panel/DifferencePanel';
import { FindRowDialog } from './panel/FindRowDialog';
import { fieldRows } from './panel/field-rows';
import { RecordPanel } from './panel/RecordPanel';
import { countStatuses } from './progress/count-statuses';
import { ProgressDialog } from './progress/ProgressDialog';
import { ProgressLine } from './progress/ProgressLine';
import { ChosenOnMap } from './queue/ChosenOnMap';
import { FacetChoices } from './queue/FacetChoices';
import { FilterBar } from './queue/FilterBar';
import { MAP_FACET } from './queue/facets';
import { PartChoice } from './queue/PartChoice';
import { QueueGrid } from './queue/QueueGrid';
import { DEFAULT_VIEW, facetsChosen, isFiltered, UNFILTERED } from './queue/review-view';
import { SavedViews } from './queue/SavedViews';
import { ScoreRange } from './queue/ScoreRange';
import { SelectionBanner } from './queue/SelectionBanner';
import { judgedId, useChosenRows } from './queue/use-chosen-rows';
import { useReviewView } from './queue/use-review-view';
import { useRowFinder } from './queue/use-row-finder';
import { useMarkSeen, useSeenRows } from './queue/use-seen-rows';
import own from './ReviewScreen.module.css';
import { type AskedToTeach, selectedWords } from './teaching';
import { useEscapeTo } from './use-escape-to';
import { useReviewDesk } from './use-review-desk';
import { useReviewModel } from './use-review-model';

interface ReviewScreenProps {
  /** Id of the project, for what this browser remembers of it. */
  readonly project: string;
  readonly review: ReviewState;
  readonly datasets: Sides<Dataset>;
  /** The same with their cells as they are compared. */
  readonly compared: Sides<Dataset>;
  readonly isReadOnly: boolean;
  readonly progress: ReactNode;
  readonly onHelp: () => void;
  /** Where the person gives their name. */
  readonly reviewerName: ReactNode;
  /** Where words are taught that mean the same. */
  readonly teaching?: ((asked: AskedToTeach) => ReactNode) | undefined;
  readonly judging?: ((now: ReviewedNow) => ReactNode) | undefined;
  readonly judgementOf?: ((left: number, right: number) => ReactNode) | undefined;
  readonly said?: ReadonlyMap<number, number> | null | undefined;
}

export function ReviewScreen({
  project,
  review,
  datasets,
  compared,
  isReadOnly,
  progress,
  onHelp,
  reviewerName,
  teaching,
  judging,
  judgementOf,
  said = null,
}: ReviewScreenProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [chosenView, changeView] = useReviewView(project);
  const [blind, setBlind] = useRemembered('review-blind', 'off');
  const isBlind = blind === 'on';
  const shown = useBlindReview(review, isBlind);
  const view = useMemo(() => (isBlind ? blindView(chosenView) : chosenView), [isBlind, chosenView]);
  const [facetsOpen, setFacetsOpen] = useRemembered('review-facets', 'closed');
  const hasFacets = facetsOpen === 'open';
  const facetsId = useId();
  const facetCount = facetsChosen(view);
  const seen = useSeenRows(project, review.candidates.leftCount);
  const chosenRows = useChosenRows(project, datasets.left, view.facets);
  const model = useReviewModel(review, shown, datasets, view, {
    compared,
    seen: seen.rows,
    chosen: chosenRows,
    isOpen: hasFacets,
    said: isBlind ? null : said,
  });
  const [advance, setAdvance] = useRemembered('auto-advance', 'on');
  const [details, setDetails] = useRemembered('review-details', 'closed');
  const isDetailed = details === 'open' && !isBlind;
  const [differences, setDifferences] = useRemembered('review-differences', 'on');
  const marksDifferences = differences === 'on';
  const { digitsAccept } = useKeySettings();
  const [open, setOpen] = useState<'progress' | 'together' | 'history' | 'note' | 'find' | 'teach' | null>(null);
  const close = () => setOpen(null);
  const [selected, setSelected] = useState<AskedToTeach['selected']>({ left: '', right: '' });
  const record = useRef<HTMLDivElement>(null);
  /** The pair of which it is asked why it is none. */
  const [asked, setAsked] = useState<{ readonly left: number; readonly right: number } | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLDivElement>(null);
  const keyed = useKeyed(COMMANDS);
  useEscapeTo(side, grid);
  useEffect(() => {
    // After a reload nothing has focus, and a screen reader would begin at the top.
    if (document.activeElement === document.body) grid.current?.focus({ preventScroll: true });
  }, []);
  const { candidates, book } = shown;
  const { order } = model;
  const counts = useMemo(() => countStatuses(model.statuses, model.part), [model.statuses, model.part]);
  const { leftCount } = candidates;
  const desk = useReviewDesk({
    review,
    shown,
    isBlind,
    left: datasets.left,
    view,
    model,
    isReadOnly,
    goesOn: advance === 'on',
    digitsAccept,
    onRow: (left) => changeView({ row: left }),
  });
  const { row, picked, actions, selection, isSettling, goTo } = desk;
  useMarkSeen(seen, row);
  const chosen = useMemo(() => new Set(selection?.rows), [selection]);
  const mayDecideAll = !isReadOnly && !isBlind && !model.isPartWaiting && order.length > 0;
  const toggleFacets = () => setFacetsOpen(hasFacets ? 'closed' : 'open');
  const run = (command: ReviewCommand) => {
    if (command === 'help') onHelp();
    else if (command === 'blind') setBlind(isBlind ? 'off' : 'on');
    else if (command === 'details' && isBlind) return;
    else if (command === 'details') setDetails(isDetailed ? 'closed' : 'open');
    else if (command === 'differences') setDifferences(marksDifferences ? 'off' : 'on');
    else if (command === 'search') side.current?.querySelector<HTMLInputElement>('input[type="search"]')?.select();
    else if (command === 'facets') {
      toggleFacets();
      // By key, the next thing is to choose one.
      if (!hasFacets) setTimeout(() => document.getElementById(facetsId)?.querySelector<HTMLElement>('input, select')?.focus());
    } else if (command === 'together') {
      if (mayDecideAll) setOpen('together');
    } else if (command === 'teach') {
      if (isReadOnly || picked === null) return;
      setSelected(selectedWords(record.current));
      setOpen('teach');
    } else if (command !== 'note' && command !== 'find') desk.run(command);
    else if (!isReadOnly && leftCount > 0) setOpen(command);
  };
  useReviewKeys(run);
  const finder = useRowFinder(datasets.right, compared.right, review.settings, open === 'find');

  const fields = useMemo(
    () => fieldRows(datasets.left.columns, datasets.right.columns, review.settings.on),
    [datasets.left, datasets.right, review.settings.on],
  );
  const verdicts = book.verdictsOf(row);
  const showJudged = (rows: Iterable<number>) =>
    changeView({ ...UNFILTERED, row: null, facets: { [MAP_FACET]: judgedId(keepRows(project, datasets.left, rows)) } });

  return (
    <div className={`${styles.screen} ${hasFacets ? own.wide : ''}`}>
      <h1 className={styles.title}>{t('review.title')}</h1>
      <VisuallyHidden>
        <span role="status">{isSettling ? t('review.candidatesChanged') : null}</span>
      </VisuallyHidden>
      <div className={`${styles.notes} ${own.notes}`}>
        {progress}
        {isBlind ? (
          <div className={styles.note}>
            <span role="status">{t('review.blind.on')}</span>{' '}
            <Button look="quiet" onClick={() => run('blind')}>
              {t('review.blind.off')}
            </Button>
            <HelpMark topic="blind" />
          </div>
        ) : null}
        {isReadOnly ? <p className={styles.note}>{t('review.readOnly')}</p> : null}
        {review.isStale ? <p className={styles.note}>{t('review.stale')}</p> : null}
        {review.isProvisional ? <p className={styles.note}>{t('review.provisional')}</p> : null}
        {isSettling ? <p className={styles.note}>{t('review.candidatesChanged')}</p> : null}
        {model.differences.size > 0 ? (
          <p className={styles.note}>
            {t('review.differences.open', { count: model.differences.size, formatted: number(model.differences.size) })}{' '}
            {view.status === 'differs' ? null : (
              <Button look="quiet" onClick={() => changeView({ ...DEFAULT_VIEW, part: view.part, status: 'differs' })}>
                {t('review.differences.show')}
              </Button>
            )}
          </p>
        ) : null}
      </div>
      <div ref={side} className={`${styles.side} ${own.side}`}>
        <ProgressLine
          review={review}
          statuses={model.statuses}
          counts={counts}
          order={order}
          part={view.part}
          onOpen={() => setOpen('progress')}
        >
          <span role="status">
            {t('review.shown', { shown: number(order.length), total: number(model.part?.count ?? leftCount) })}
          </span>
          {isFiltered(view) ? (
            <Button look="quiet" className={own.small} onClick={() => changeView(UNFILTERED)}>
              {t('review.resetFilters')}
            </Button>
          ) : null}
        </ProgressLine>
        <ChosenOnMap chosen={chosenRows} choice={view.facets} onChange={changeView} />
        <FilterBar view={view} isBlind={isBlind} isJudged={said !== null} onChange={changeView} />
        <div className={own.tools}>
          <Button look="quiet" aria-expanded={hasFacets} aria-controls={facetsId} {...keyed('facets')} onClick={toggleFacets}>
            {facetCount > 0 ? t('review.facets.chosen', { formatted: number(facetCount) }) : t('review.facets.title')}
          </Button>
          <HistoryButton disabled={isBlind || book.entries.length === 0} onOpen={() => setOpen('history')} />
          <Button data-tour="together" {...keyed('together')} disabled={!mayDecideAll} onClick={() => setOpen('together')}>
            {t('review.acceptAll')}
          </Button>
        </div>
        <LearnButton review={review} isReadOnly={isReadOnly} />
        <AnswerLearning review={review} statuses={model.statuses} isReadOnly={isReadOnly} />
        {judging && !isBlind ? judging({ order, row, isReadOnly, onShow: showJudged }) : null}
        <div className={own.queue}>
          <section id={facetsId} className={own.facets} aria-label={t('review.facets.title')} hidden={!hasFacets}>
            {hasFacets ? (
              <>
                {isBlind ? null : <ScoreRange view={view} onChange={changeView} />}
                <FacetChoices
                  on={review.settings.on}
                  isBlind={isBlind}
                  counts={model.counts}
                  choice={view.facets}
                  onChange={changeView}
                />
                <PartChoice part={view.part} blocking={review.settings.blocking} onChange={(part) => changeView({ part })} />
                <SavedViews project={project} view={view} onChange={changeView} />
              </>
            ) : null}
          </section>
          <QueueGrid
            ref={grid}
            order={order}
            row={row}
            lineOf={model.lineOf}
            chosen={chosen}
            onSelect={(left, isRange) => (isRange ? desk.chooseTo(left) : goTo(left))}
          />
        </div>
      </div>
      <div className={`${styles.main} ${own.main}`}>
        {model.differences.has(row) ? (
          <DifferencePanel
            row={row}
            book={book}
            differences={model.differences.get(row)!}
            isReadOnly={isReadOnly}
            onKeep={() => actions.settle(null)}
            onTake={actions.settle}
          />
        ) : null}
        <div className={own.work}>
          <div ref={record} className={own.record}>
            {leftCount === 0 ? (
              <p className={styles.note}>{t('review.noneShown')}</p>
            ) : (
              <RecordPanel
                row={row}
                review={shown}
                datasets={datasets}
                compared={compared}
                fields={fields}
                picked={picked}
                marksDifferences={marksDifferences}
                isBlind={isBlind}
                judgementOf={isBlind ? undefined : judgementOf}
                onPick={desk.pick}
                onGoTo={goTo}
                onPickAndAccept={(right) => {
                  if (!isReadOnly) actions.accept(right);
                }}
              />
            )}
          </div>
          {isDetailed && leftCount > 0 ? (
            <DetailsPanel
              review={review}
              datasets={datasets}
              compared={compared.right}
              row={row}
              picked={picked}
              askedRow={asked?.left === row ? asked.right : null}
              isReadOnly={isReadOnly}
              onRevert={actions.revert}
              onAsk={(right) => setAsked(right === null ? null : { left: row, right })}
              onFind={() => run('find')}
              onAccept={actions.accept}
              onGoTo={goTo}
              onClose={() => run('details')}
            />
          ) : null}
        </div>
        <SelectionBanner
          selection={selection}
          equalCount={desk.equalCount}
          isRightUnique={rightIsUnique(review.settings.cardinality)}
          onAlike={() => run('alike')}
          onLeave={() => run('single')}
        />
        <ActionBar
          said={actions.said}
          takesSeveral={desk.takesSeveral}
          picked={picked}
          isReadOnly={isReadOnly || leftCount === 0}
          remark={book.remarkOf(row)}
          isDecided={verdicts.record !== null || verdicts.pairs.size > 0}
          canUndo={book.undoable() !== null}
          canRedo={book.redoable() !== null}
          isDetailed={isDetailed}
          marksDifferences={marksDifferences}
          isBlind={isBlind}
          autoAdvance={advance === 'on'}
          onCommand={run}
          onAutoAdvance={(value) => setAdvance(value ? 'on' : 'off')}
          onPressed={() => grid.current?.focus({ preventScroll: true })}
        />
      </div>
      {open === 'teach' && picked !== null ? teaching?.({ left: row, right: picked, selected, onClose: close }) : null}
      {open === 'find' ? (
        <FindRowDialog
          row={row}
          recordText={model.leftText(row)}
          finder={finder}
          textOf={model.rightText}
          onClose={close}
          onAccept={(right) => {
            close();
            actions.accept(right);
          }}
          onWhyNot={
            isBlind
              ? null
              : (right) => {
                  close();
                  setDetails('open');
                  setAsked({ left: row, right });
                }
          }
        />
      ) : null}
      {open === 'note' ? (
        <NoteDialog
          row={row}
          note={book.remarkOf(row).note}
          onClose={close}
          onSave={(text) => {
            close();
            actions.note(text);
          }}
        />
      ) : null}
      {open === 'history' ? (
        <HistoryDialog
          review={review}
          row={row}
          isReadOnly={isReadOnly}
          name={reviewerName}
          said={actions.said}
          onRevert={actions.revert}
          onGoTo={(left) => {
            close();
            goTo(left);
          }}
          onClose={close}
        />
      ) : null}
      {open === 'progress' ? (
        <ProgressDialog review={review} counts={counts} isMine={model.part?.isMine ?? null} onClose={close} />
      ) : null}
      {open === 'together' ? (
        <TogetherDialog
          review={review}
          model={model}
          onClose={close}
          onDecide={(kind, rows) => {
            close();
            actions.together(kind, rows);
          }}
        />
      ) : null}
    </div>
  );
}
