import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import { useKeyed } from '../../ui/key-settings';
import { QueueActions } from '../../ui/QueueActions';
import { CLUSTER_COMMANDS } from './commands';
import type { ClusterEditing } from './use-cluster-actions';

export function ClusterActionBar(props: {
  readonly actions: ClusterEditing;
  readonly isReadOnly: boolean;
  readonly isPart: boolean;
  readonly isSettled: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** The row of another cluster that merging takes without asking for one; null where it asks. */
  readonly mergesWith: number | null;
  readonly onMerge: () => void;
  readonly onStep: (by: 1 | -1) => void;
  /** Takes focus off a button pressed with the mouse, so that Enter speaks of the cluster again. */
  readonly onPressed: () => void;
}) {
  const { actions, isReadOnly, isPart } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  const keyed = useKeyed(CLUSTER_COMMANDS);
  return (
    <QueueActions
      said={actions.said}
      keyed={keyed}
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
          <Button look="main" {...keyed('confirm')} disabled={isReadOnly} onClick={press(actions.confirm)}>
            {t('clusters.confirm')}
          </Button>
          <Button {...keyed('split')} disabled={isReadOnly || !isPart} onClick={press(actions.split)}>
            {t('clusters.split')}
          </Button>
          <Button {...keyed('leaveOut')} disabled={isReadOnly || !isPart} onClick={press(actions.leaveOut)}>
            {t('clusters.leaveOut')}
          </Button>
          <Button {...keyed('merge')} disabled={isReadOnly} onClick={props.onMerge}>
            {props.mergesWith === null ? t('clusters.merge') : t('graph.mergeRow', { row: number(props.mergesWith + 1) })}
          </Button>
          <Button disabled={isReadOnly || !props.isSettled} onClick={press(actions.reopen)}>
            {t('review.reopen')}
          </Button>
        </>
      )}
    </QueueActions>
  );
}
