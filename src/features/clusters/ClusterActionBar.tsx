import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import styles from './ClusterActionBar.module.css';
import type { ClusterEditing } from './use-cluster-actions';

export function ClusterActionBar(props: {
  readonly actions: ClusterEditing;
  readonly isReadOnly: boolean;
  readonly isPart: boolean;
  readonly isSettled: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly onMerge: () => void;
  readonly onStep: (by: 1 | -1) => void;
  /** Takes focus off a button pressed with the mouse, so that Enter speaks of the cluster again. */
  readonly onPressed: () => void;
}) {
  const { actions, isReadOnly, isPart, onPressed } = props;
  const { t } = useTranslation();
  const press = (act: () => void) => (event: MouseEvent) => {
    act();
    if (event.detail > 0) onPressed();
  };
  return (
    <div className={styles.bar}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a flex container in older browsers. */}
      <div className={styles.buttons} role="group" aria-label={t('review.actions')}>
        <Button look="main" hint="A" aria-keyshortcuts="A Enter" disabled={isReadOnly} onClick={press(actions.confirm)}>
          {t('clusters.confirm')}
        </Button>
        <Button hint="S" aria-keyshortcuts="S" disabled={isReadOnly || !isPart} onClick={press(actions.split)}>
          {t('clusters.split')}
        </Button>
        <Button hint="L" aria-keyshortcuts="L" disabled={isReadOnly || !isPart} onClick={press(actions.leaveOut)}>
          {t('clusters.leaveOut')}
        </Button>
        <Button hint="M" aria-keyshortcuts="M" disabled={isReadOnly} onClick={props.onMerge}>
          {t('clusters.merge')}
        </Button>
        <Button disabled={isReadOnly || !props.isSettled} onClick={press(actions.reopen)}>
          {t('review.reopen')}
        </Button>
        <span className={styles.gap} />
        <Button aria-keyshortcuts="Control+Z Meta+Z" disabled={isReadOnly || !props.canUndo} onClick={press(actions.undo)}>
          {t('review.undo')}
        </Button>
        <Button
          aria-keyshortcuts="Control+Y Control+Shift+Z Meta+Shift+Z"
          disabled={isReadOnly || !props.canRedo}
          onClick={press(actions.redo)}
        >
          {t('review.redo')}
        </Button>
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
      </div>
    </div>
  );
}
