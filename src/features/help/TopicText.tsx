import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HelpTopic } from '../../ui/help-topics';
import { BlockingPicture } from './pictures/BlockingPicture';
import { KindsPicture } from './pictures/KindsPicture';
import {
  BlindPicture,
  CandidatesPicture,
  GoldenPicture,
  NonePicture,
  ScorePicture,
  TuningPicture,
} from './pictures/SmallPictures';
import { ThresholdPicture } from './pictures/ThresholdPicture';
import styles from './TopicText.module.css';

const PICTURES: Readonly<Record<HelpTopic, () => ReactElement>> = {
  cardinality: KindsPicture,
  blocking: BlockingPicture,
  threshold: ThresholdPicture,
  score: ScorePicture,
  candidates: CandidatesPicture,
  none: NonePicture,
  golden: GoldenPicture,
  blind: BlindPicture,
  tuning: TuningPicture,
};

/** What a topic is, in words, as a picture, and by an example. */
export function TopicText({ topic }: { readonly topic: HelpTopic }) {
  const { t } = useTranslation();
  const Drawing = PICTURES[topic];
  return (
    <div className={styles.topic}>
      <p>{t(`tour.topics.${topic}.text`)}</p>
      <Drawing />
      {topic === 'threshold' ? <p>{t('tour.topics.threshold.check')}</p> : null}
      <p className={styles.example}>
        <strong>{t('tour.example')}</strong> {t(`tour.topics.${topic}.example`)}
      </p>
    </div>
  );
}
