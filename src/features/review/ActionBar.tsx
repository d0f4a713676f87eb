import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import styles from './ActionBar.module.css';
import type { ReviewActions } from './use-review-actions';

interface ActionBarProps {
  readonly actions: ReviewActions;
  /** Right row of the picked candidate. */
  readonly picked: number | null;
  readonly isReadOnly: boolean;
  readonly isDecided: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly autoAdvance: boolean;
  readonly onStep: (by: 1 | -1) => void;
  readonly onAutoAdvance: (value: boolean) => void;
  /** Takes focus off a pressed button, so that Space and Enter speak of the record again. */
  readonly onPressed: () => void;
}

export function ActionBar(props: ActionBarProps) {
  const { actions, picked, isReadOnly, onPressed } = props;
  const { t } = useTranslation();
  // A press by keyboard has detail 0: that person is on the button on purpose and stays there.
  const press = (act: () => void) => (event: MouseEvent) => {
    act();
    if (event.detail > 0) onPressed();
  };
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in older browsers. */}
      <div className={styles.buttons} role="group" aria-label={t('review.actions')}>
        <Button
          look="main"
          hint="A"
          aria-keyshortcuts="A Enter"
          disabled={isReadOnly || picked === null}
          onClick={press(() => actions.accept(picked))}
        >
          {t('review.accept')}
        </Button>
        <Button hint="X" aria-keyshortcuts="X" disabled={isReadOnly} onClick={press(actions.none)}>
          {t('review.none')}
        </Button>
        <Button hint={t('help.space')} aria-keyshortcuts="Space" disabled={isReadOnly} onClick={press(actions.unsure)}>
          {t('review.unsure')}
        </Button>
        <Button disabled={isReadOnly || !props.isDecided} onClick={press(actions.reopen)}>
          {t('review.reopen')}
        </Button>
        <span className={styles.history}>
          <Button
            hint="Ctrl Z"
            aria-keyshortcuts="Control+Z Meta+Z"
            disabled={isReadOnly || !props.canUndo}
            onClick={press(actions.undo)}
          >
            {t('review.undo')}
          </Button>
          <Button
            hint="Ctrl Y"
            aria-keyshortcuts="Control+Y Control+Shift+Z Meta+Shift+Z"
            disabled={isReadOnly || !props.canRedo}
            onClick={press(actions.redo)}
          >
            {t('review.redo')}
          </Button>
        </span>
      </div>
      <div className={styles.foot}>
        <p role="status" className={styles.said}>
          <span key={actions.said.count}>{actions.said.text}</span>
        </p>
        <Button look="quiet" className={styles.step} aria-keyshortcuts="K ArrowUp" onClick={press(() => props.onStep(-1))}>
          {t('review.previous')}
        </Button>
        <Button look="quiet" className={styles.step} aria-keyshortcuts="J ArrowDown" onClick={press(() => props.onStep(1))}>
          {t('review.next')}
        </Button>
        <label className={styles.advance}>
          <input type="checkbox" checked={props.autoAdvance} onChange={(event) => props.onAutoAdvance(event.target.checked)} />
          {t('review.autoAdvance')}
        </label>
      </div>
    </div>
  );
}
