import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui/format';
import { scoreWord } from './score-words';

/** A score as a word and a number, such as "very likely 0.94". */
export function useScoreText(): (score: number) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return (score) => t('review.scoreText', { word: t(`review.words.${scoreWord(score)}`), score: formats.score(score) });
}

export function ScoreText({ score }: { readonly score: number }) {
  return <span data-score={scoreWord(score)}>{useScoreText()(score)}</span>;
}
