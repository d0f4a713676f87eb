import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { QueueActions } from '../../ui/QueueActions';
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
  const { actions, isReadOnly, isPart } = props;
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
    >
      {(press) => (
        <>
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
        </>
      )}
    </QueueActions>
  );
}
