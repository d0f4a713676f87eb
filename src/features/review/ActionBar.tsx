import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { QueueActions } from '../../ui/QueueActions';
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
  const { actions, picked, isReadOnly } = props;
  const { t } = useTranslation();
  return (
    <QueueActions
      said={actions.said}
      isReadOnly={isReadOnly}
      canUndo={props.canUndo}
      canRedo={props.canRedo}
      onUndo={actions.undo}
      onRedo={actions.redo}
      onStep={props.onStep}
      onPressed={props.onPressed}
      end={
        <label className={styles.advance}>
          <input type="checkbox" checked={props.autoAdvance} onChange={(event) => props.onAutoAdvance(event.target.checked)} />
          {t('review.autoAdvance')}
        </label>
      }
    >
      {(press) => (
        <>
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
        </>
      )}
    </QueueActions>
  );
}
