import { useTranslation } from 'react-i18next';
import type { RecordRemark } from '../../../core/decisions/remarks';
import { Button } from '../../../ui/Button';
import { HelpMark } from '../../../ui/HelpMark';
import { useKeyed } from '../../../ui/key-settings';
import { QueueActions } from '../../../ui/QueueActions';
import styles from './ActionBar.module.css';
import { COMMANDS, type CommandId } from './commands';
import type { ReviewActions } from './use-review-actions';

interface ActionBarProps {
  readonly said: ReviewActions['said'];
  /** A record may have several partners. */
  readonly takesSeveral: boolean;
  /** Right row of the picked candidate. */
  readonly picked: number | null;
  readonly isReadOnly: boolean;
  readonly isDecided: boolean;
  readonly remark: RecordRemark;
  readonly isDetailed: boolean;
  readonly marksDifferences: boolean;
  readonly isBlind: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly autoAdvance: boolean;
  readonly onCommand: (command: Exclude<CommandId, 'pick' | 'save'>) => void;
  readonly onAutoAdvance: (value: boolean) => void;
  /** Takes focus off a pressed button, so that Space and Enter speak of the record again. */
  readonly onPressed: () => void;
}

export function ActionBar(props: ActionBarProps) {
  const { picked, isReadOnly, onCommand } = props;
  const { t } = useTranslation();
  const keyed = useKeyed(COMMANDS);
  return (
    <QueueActions
      said={props.said}
      isReadOnly={isReadOnly}
      canUndo={props.canUndo}
      canRedo={props.canRedo}
      onUndo={() => onCommand('undo')}
      onRedo={() => onCommand('redo')}
      keyed={keyed}
      onStep={(by) => onCommand(by === 1 ? 'next' : 'previous')}
      onPressed={props.onPressed}
      tools={(press) => (
        <>
          <Button
            {...keyed('reopen')}
            look="quiet"
            disabled={isReadOnly || !props.isDecided}
            onClick={press(() => onCommand('reopen'))}
          >
            {t('review.reopen')}
          </Button>
          <Button
            {...keyed('flag')}
            look="quiet"
            aria-pressed={props.remark.isFlagged}
            disabled={isReadOnly}
            onClick={press(() => onCommand('flag'))}
          >
            <span aria-hidden="true">{props.remark.isFlagged ? '⚑' : '⚐'}</span> {t('review.flag')}
          </Button>
          <Button {...keyed('note')} look="quiet" disabled={isReadOnly} onClick={() => onCommand('note')}>
            <span aria-hidden="true">✎</span> {t('review.note')}
          </Button>
          <Button {...keyed('find')} look="quiet" disabled={isReadOnly} onClick={() => onCommand('find')}>
            {t('review.find.open')}
          </Button>
          <Button {...keyed('teach')} look="quiet" disabled={isReadOnly || picked === null} onClick={() => onCommand('teach')}>
            {t('aliases.open')}
          </Button>
          <Button
            {...keyed('details')}
            look="quiet"
            disabled={props.isBlind}
            aria-expanded={props.isDetailed}
            onClick={press(() => onCommand('details'))}
          >
            {t('review.details.open')}
          </Button>
          <Button
            {...keyed('differences')}
            look="quiet"
            aria-pressed={props.marksDifferences}
            onClick={press(() => onCommand('differences'))}
          >
            {t('review.showDifferences')}
          </Button>
          <Button {...keyed('blind')} look="quiet" aria-pressed={props.isBlind} onClick={press(() => onCommand('blind'))}>
            {t('review.blind.toggle')}
          </Button>
        </>
      )}
      end={
        <>
          <label className={styles.advance}>
            <input type="checkbox" checked={props.autoAdvance} onChange={(event) => props.onAutoAdvance(event.target.checked)} />
            {t('review.autoAdvance')}
          </label>
          <HelpMark topic="none" />
        </>
      }
    >
      {(press) => (
        <>
          <Button
            look="main"
            {...keyed('accept')}
            data-tour="accept"
            disabled={isReadOnly || picked === null}
            onClick={press(() => onCommand('accept'))}
          >
            {t('review.accept')}
          </Button>
          {props.takesSeveral ? (
            <Button {...keyed('also')} disabled={isReadOnly || picked === null} onClick={press(() => onCommand('also'))}>
              {t('review.also')}
            </Button>
          ) : null}
          <Button
            {...keyed('reject')}
            data-tour="reject"
            disabled={isReadOnly || picked === null}
            onClick={press(() => onCommand('reject'))}
          >
            {t('review.reject')}
          </Button>
          <Button {...keyed('none')} disabled={isReadOnly} onClick={press(() => onCommand('none'))}>
            {t('review.none')}
          </Button>
          <Button {...keyed('absent')} disabled={isReadOnly} onClick={press(() => onCommand('absent'))}>
            {t('review.absent')}
          </Button>
          <Button {...keyed('unsure')} disabled={isReadOnly} onClick={press(() => onCommand('unsure'))}>
            {t('review.unsure')}
          </Button>
        </>
      )}
    </QueueActions>
  );
}
