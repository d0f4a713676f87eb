import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './QueueActions.module.css';

/** A handler for a button that gives focus back to the queue after a press with the mouse, so that keys speak of the record again. */
export type Press = (act: () => void) => (event: MouseEvent) => void;

interface QueueActionsProps {
  /** Buttons that decide on the current record; on small screens they stay in view. */
  readonly children: (press: Press) => ReactNode;
  /** Buttons that help with it. */
  readonly tools?: (press: Press) => ReactNode;
  /** What the last action did; `count` tells equal texts apart. */
  readonly said: { readonly text: string; readonly count: number };
  /** What a button says about its keys. */
  readonly keyed: (id: 'undo' | 'redo' | 'previous' | 'next') => {
    readonly hint: string | undefined;
    readonly 'aria-keyshortcuts': string | undefined;
  };
  readonly isReadOnly: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onPressed: () => void;
  /** More at the end of the lower line. */
  readonly end?: ReactNode;
}

/** The bar below a record: decisions above, what was done, undo and the way through the queue below. */
export function QueueActions(props: QueueActionsProps) {
  const { said, keyed, isReadOnly, canUndo, canRedo, onStep, onPressed } = props;
  const { t } = useTranslation();
  // A press by keyboard has detail 0: that person is on the button on purpose and stays there.
  const press: Press = (act) => (event) => {
    act();
    if (event.detail > 0) onPressed();
  };
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in older browsers. */}
      <div className={styles.buttons} role="group" aria-label={t('review.actions')}>
        {props.children(press)}
      </div>
      {props.tools ? <div className={styles.tools}>{props.tools(press)}</div> : null}
      <div className={styles.foot}>
        <p role="status" className={styles.said}>
          <span key={said.count}>{said.text}</span>
        </p>
        <Button
          look="quiet"
          className={styles.small}
          {...keyed('undo')}
          data-tour="undo"
          disabled={isReadOnly || !canUndo}
          onClick={press(props.onUndo)}
        >
          {t('review.undo')}
        </Button>
        <Button
          look="quiet"
          className={styles.small}
          {...keyed('redo')}
          disabled={isReadOnly || !canRedo}
          onClick={press(props.onRedo)}
        >
          {t('review.redo')}
        </Button>
        <Button look="quiet" className={styles.small} {...keyed('previous')} onClick={press(() => onStep(-1))}>
          {t('review.previous')}
        </Button>
        <Button look="quiet" className={styles.small} {...keyed('next')} onClick={press(() => onStep(1))}>
          {t('review.next')}
        </Button>
        {props.end}
      </div>
    </div>
  );
}
