import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, Sides } from '../../core/model/types';
import type { ReviewState } from '../../session/contract';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from '../../ui/QueueScreen.module.css';
import { useRemembered } from '../../ui/remembered';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import { ActionBar } from './ActionBar';
import { BulkAcceptDialog } from './BulkAcceptDialog';
import type { ReviewCommand } from './commands';
import { DifferencePanel } from './DifferencePanel';
import { FilterBar } from './FilterBar';
import { fieldRows } from './field-rows';
import { HistoryButton, HistoryDialog } from './HistoryDialog';
import { LearnButton } from './LearnButton';
import { NoteDialog } from './NoteDialog';
import { ProgressLine } from './ProgressLine';
import { QueueGrid } from './QueueGrid';
import { proposedOf, rowAfter } from './queue';
import { RecordPanel } from './RecordPanel';
import { DEFAULT_VIEW } from './review-view';
import { useReviewActions } from './use-review-actions';
import { useReviewKeys } from './use-review-keys';
import { useReviewModel } from './use-review-model';
import { useReviewView } from './use-review-view';
import { useSettling } from './use-settling';

interface ReviewScreenProps {
  readonly review: ReviewState;
  readonly datasets: Sides<Dataset>;
  /** The same with their cells as they are compared. */
  readonly compared: Sides<Dataset>;
  readonly isReadOnly: boolean;
  readonly progress: ReactNode;
  readonly singleKeys: boolean;
  readonly onHelp: () => void;
  /** Where the person gives their name. */
  readonly reviewerName: ReactNode;
}

export function ReviewScreen({
  review,
  datasets,
  compared,
  isReadOnly,
  progress,
  singleKeys,
  onHelp,
  reviewerName,
}: ReviewScreenProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const [view, changeView] = useReviewView();
  const model = useReviewModel(review, datasets, view);
  const [advance, setAdvance] = useRemembered('auto-advance', 'on');
  const [pick, setPick] = useState<{ readonly left: number; readonly right: number } | null>(null);
  const [isBulkOpen, setIsBulkOpen] = useState(false);
  const [isNoteOpen, setIsNoteOpen] = useState(false);
  const [isHistoryOpen, setIsHistoryOpen] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const { candidates, book } = review;
  const { order, facts } = model;
  const { leftCount } = candidates;

  const row = view.row !== null && view.row < leftCount ? view.row : (order[0] ?? 0);
  const position = useMemo(() => order.indexOf(row), [order, row]);
  // Where the queue goes on when the record on screen has left it (by a filter or a decision).
  const lastPosition = useRef(0);
  useEffect(() => {
    if (position >= 0) lastPosition.current = position;
  }, [position]);

  const goTo = (left: number) => changeView({ row: left });
  const step = (by: 1 | -1) => {
    const from = position >= 0 ? position : by === 1 ? lastPosition.current - 1 : lastPosition.current;
    const next = order[Math.max(0, Math.min(order.length - 1, from + by))];
    if (next !== undefined) goTo(next);
  };
  const actions = useReviewActions({
    review,
    row,
    goTo,
    goOn: () => {
      if (advance !== 'on') goTo(row);
      else if (position >= 0) goTo(rowAfter(order, position, row, model.statuses));
      else step(1);
    },
  });

  const isSettling = useSettling(candidates, row);
  const proposed = proposedOf(review, facts, row);
  const picked = pick?.left === row ? pick.right : (book.acceptedOf(row)[0] ?? proposed);
  const pickNext = (by: 1 | -1) => {
    const all = candidates.right.subarray(candidates.offsets[row]!, candidates.offsets[row + 1]!);
    const at = picked === null ? -1 : all.indexOf(picked);
    const next = all[Math.max(0, Math.min(all.length - 1, at + by))];
    if (next !== undefined) setPick({ left: row, right: next });
  };
  const pickAt = (place: number) => {
    const index = candidates.offsets[row]! + place;
    if (isReadOnly || index >= candidates.offsets[row + 1]!) return;
    const right = candidates.right[index]!;
    setPick({ left: row, right });
    actions.accept(right);
  };

  /** The highlight goes on to the next candidate that is still in question. */
  const reject = () => {
    actions.reject(picked);
    setPick(null);
  };

  useReviewKeys(singleKeys, (command: ReviewCommand) => {
    if (typeof command === 'object') {
      if (!isSettling) pickAt(command.pick);
    } else if (command === 'next') step(1);
    else if (command === 'previous') step(-1);
    else if (command === 'nextCandidate') pickNext(1);
    else if (command === 'previousCandidate') pickNext(-1);
    else if (command === 'help') onHelp();
    else if (isReadOnly || leftCount === 0 || (isSettling && (command === 'accept' || command === 'reject'))) return;
    else if (command === 'accept') actions.accept(picked);
    else if (command === 'reject') reject();
    else if (command === 'note') setIsNoteOpen(true);
    else actions[command]();
  });

  const fields = useMemo(
    () => fieldRows(datasets.left.columns, datasets.right.columns, review.settings.on),
    [datasets.left, datasets.right, review.settings.on],
  );
  const verdicts = book.verdictsOf(row);

  return (
    <div className={styles.screen}>
      <h1 className={styles.title}>{t('review.title')}</h1>
      <VisuallyHidden>
        <span role="status">{isSettling ? t('review.candidatesChanged') : null}</span>
      </VisuallyHidden>
      <div className={styles.notes}>
        {progress}
        {isReadOnly ? <p className={styles.note}>{t('review.readOnly')}</p> : null}
        {review.isStale ? <p className={styles.note}>{t('review.stale')}</p> : null}
        {review.isProvisional ? <p className={styles.note}>{t('review.provisional')}</p> : null}
        {isSettling ? <p className={styles.note}>{t('review.candidatesChanged')}</p> : null}
        {model.differences.size > 0 ? (
          <p className={styles.note}>
            {t('review.differences.open', { count: model.differences.size, formatted: number(model.differences.size) })}{' '}
            {view.status === 'differs' ? null : (
              <Button look="quiet" onClick={() => changeView({ ...DEFAULT_VIEW, status: 'differs' })}>
                {t('review.differences.show')}
              </Button>
            )}
          </p>
        ) : null}
      </div>
      <div className={styles.side}>
        <ProgressLine statuses={model.statuses} />
        <FilterBar view={view} onChange={changeView} />
        <div className={styles.shown}>
          <span>{t('review.shown', { shown: number(order.length), total: number(leftCount) })}</span>
          <HistoryButton disabled={book.entries.length === 0} onOpen={() => setIsHistoryOpen(true)} />
          <Button disabled={isReadOnly || order.length === 0} onClick={() => setIsBulkOpen(true)}>
            {t('review.acceptAll')}
          </Button>
        </div>
        <LearnButton review={review} isReadOnly={isReadOnly} />
        <QueueGrid ref={grid} order={order} row={row} lineOf={model.lineOf} onSelect={goTo} />
      </div>
      <div className={styles.main}>
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
        {leftCount === 0 ? (
          <p className={styles.note}>{t('review.noneShown')}</p>
        ) : (
          <RecordPanel
            row={row}
            review={review}
            datasets={datasets}
            compared={compared}
            fields={fields}
            picked={picked}
            onPick={(right) => setPick({ left: row, right })}
            onGoTo={goTo}
            onPickAndAccept={(right) => {
              if (!isReadOnly) actions.accept(right);
            }}
          />
        )}
        <ActionBar
          actions={{ ...actions, reject }}
          picked={picked}
          isReadOnly={isReadOnly || leftCount === 0}
          remark={book.remarkOf(row)}
          onNote={() => setIsNoteOpen(true)}
          isDecided={verdicts.record !== null || verdicts.pairs.size > 0}
          canUndo={book.undoable() !== null}
          canRedo={book.redoable() !== null}
          autoAdvance={advance === 'on'}
          onStep={step}
          onAutoAdvance={(value) => setAdvance(value ? 'on' : 'off')}
          onPressed={() => grid.current?.focus({ preventScroll: true })}
        />
      </div>
      {isNoteOpen ? (
        <NoteDialog
          row={row}
          note={book.remarkOf(row).note}
          onClose={() => setIsNoteOpen(false)}
          onSave={(text) => {
            setIsNoteOpen(false);
            actions.note(text);
          }}
        />
      ) : null}
      {isHistoryOpen ? (
        <HistoryDialog
          review={review}
          row={row}
          isReadOnly={isReadOnly}
          name={reviewerName}
          said={actions.said}
          onRevert={actions.revert}
          onGoTo={(left) => {
            setIsHistoryOpen(false);
            goTo(left);
          }}
          onClose={() => setIsHistoryOpen(false)}
        />
      ) : null}
      {isBulkOpen ? (
        <BulkAcceptDialog
          review={review}
          model={model}
          onClose={() => setIsBulkOpen(false)}
          onAccept={(pairs) => {
            setIsBulkOpen(false);
            actions.acceptAll(pairs);
          }}
        />
      ) : null}
    </div>
  );
}
