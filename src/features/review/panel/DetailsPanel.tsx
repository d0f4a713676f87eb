import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Dataset, Sides } from '../../../core/model/types';
import type { ReviewState } from '../../../session/contract';
import { Button } from '../../../ui/Button';
import { HelpMark } from '../../../ui/HelpMark';
import { useKeyed } from '../../../ui/key-settings';
import { COMMANDS } from '../decide/commands';
import styles from './DetailsPanel.module.css';
import { RecordHistory } from './RecordHistory';
import { WhyPanel } from './WhyPanel';
import { ExplainerNote } from './why/ExplainerNote';
import { ScoreSteps } from './why/ScoreSteps';
import { useExplainer } from './why/use-explainer';
import { useExplanation } from './why/use-explanation';
import { WhyNot } from './why/WhyNot';

interface DetailsPanelProps {
  readonly review: ReviewState;
  /** As their files have them. */
  readonly datasets: Sides<Dataset>;
  /** The right table as it is compared. */
  readonly compared: Dataset;
  readonly row: number;
  readonly picked: number | null;
  /** Right row that is asked about: why is it not the partner? */
  readonly askedRow: number | null;
  readonly isReadOnly: boolean;
  readonly onRevert: (seq: number) => void;
  readonly onAsk: (right: number | null) => void;
  readonly onFind: () => void;
  readonly onAccept: (right: number) => void;
  readonly onGoTo: (left: number) => void;
  readonly onClose: () => void;
}

/** Beside the record: why the picked candidate has its score, and what was decided about this record. */
export function DetailsPanel(props: DetailsPanelProps) {
  const { review, datasets, compared, row, picked, askedRow, isReadOnly, onRevert, onClose } = props;
  const { t } = useTranslation();
  const explainer = useExplainer(datasets, review);
  const explained = useExplanation(explainer, row, picked, review.candidates);
  const keyed = useKeyed(COMMANDS);
  const panel = useRef<HTMLElement>(null);
  /** What was pressed goes away with the record: the panel takes the focus. */
  const leaving =
    (act: (row: number) => void) =>
    (to: number): void => {
      panel.current?.focus({ preventScroll: true });
      act(to);
    };
  const onGoTo = leaving(props.onGoTo);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <aside ref={panel} className={styles.panel} tabIndex={0} data-own-arrows aria-label={t('review.details.title')}>
      <div className={styles.head}>
        <h2>{t('review.details.why')}</h2>
        <HelpMark topic="score" />
        <Button look="quiet" {...keyed('details')} onClick={onClose}>
          {t('review.details.close')}
        </Button>
      </div>
      <WhyPanel review={review} row={row} picked={picked} />
      <ExplainerNote explainer={explainer} />
      {explained ? <ScoreSteps review={review} asked={explained} title={t('why.chart')} onGoTo={onGoTo} /> : null}
      <WhyNot
        review={review}
        compared={compared}
        explainer={explainer}
        left={row}
        picked={explained}
        right={askedRow}
        isReadOnly={isReadOnly}
        onAsk={props.onAsk}
        onFind={props.onFind}
        onAccept={leaving(props.onAccept)}
        onGoTo={onGoTo}
      />
      <h2>{t('review.details.history')}</h2>
      <RecordHistory review={review} row={row} isReadOnly={isReadOnly} onRevert={onRevert} />
    </aside>
  );
}
