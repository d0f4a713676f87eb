import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../../../core/model/errors';
import type { MatchSettings } from '../../../../core/model/settings';
import type { Sides } from '../../../../core/model/types';
import { type WeighedWords, weighWords } from '../../../../session/weighing-words';
import { Button } from '../../../../ui/Button';
import { ErrorText } from '../../../../ui/ErrorText';
import { keepFocus } from './keep-focus';
import { MarkedText, type WordMark } from './MarkedText';
import styles from './TextParts.module.css';
import { isolate, useStepTexts } from './use-step-text';

type Asked =
  | { readonly status: 'unasked' | 'working' }
  | { readonly status: 'done'; readonly found: WeighedWords }
  | { readonly status: 'failed'; readonly error: AppError };

/** Words told as a list, strongest first. */
const WORDS_TOLD = 6;
/** A change of the cosine that a person would not notice. */
const SLIGHT = 0.01;

interface MeaningWordsProps {
  readonly texts: Sides<string>;
  readonly settings: Pick<MatchSettings, 'model' | 'adapter' | 'score'>;
}

/** Which words carry the meaning that two texts share, once asked: the model reads both without each word. */
export function MeaningWords({ texts, settings }: MeaningWordsProps) {
  const { t } = useTranslation();
  const { share } = useStepTexts();
  const [asked, setAsked] = useState<Asked>({ status: 'unasked' });
  const { left, right } = texts;
  const { model, adapter = null, score } = settings;
  const isWorking = asked.status === 'working';
  useEffect(() => {
    if (!isWorking) return;
    const controller = new AbortController();
    weighWords({ left, right }, { model, adapter, score }, controller.signal).then(
      (found) => !controller.signal.aborted && setAsked({ status: 'done', found }),
      (thrown: unknown) => !controller.signal.aborted && setAsked({ status: 'failed', error: toAppError(thrown) }),
    );
    return () => controller.abort();
  }, [isWorking, left, right, model, adapter, score]);

  if (asked.status === 'unasked') {
    return (
      <Button
        onClick={(event) => {
          keepFocus(event);
          setAsked({ status: 'working' });
        }}
      >
        {t('why.meaning.ask')}
      </Button>
    );
  }
  if (asked.status === 'failed') return <ErrorText error={asked.error} />;
  if (asked.status !== 'done') return <p role="status">{t('why.meaning.working')}</p>;
  const { words, weights } = asked.found;
  const marks = { left: marksOf(words.left, weights.left), right: marksOf(words.right, weights.right) };
  const told = (['left', 'right'] as const)
    .flatMap((side) => marks[side].map((mark) => ({ ...mark, side, word: texts[side].slice(mark.from, mark.to) })))
    .sort((a, b) => Math.abs(b.fall) - Math.abs(a.fall))
    .slice(0, WORDS_TOLD);
  return (
    <div className={styles.parts} data-words={told.length}>
      <h3>{t('why.meaning.title')}</h3>
      {words.left.length + words.right.length === 0 ? <p>{t('why.meaning.oneWord')}</p> : <p>{t('why.meaning.lead')}</p>}
      {(['left', 'right'] as const).map((side) => (
        <p key={side} className={styles.text}>
          <span className={styles.side}>{t(`why.parts.${side}`)}</span> <MarkedText text={texts[side]} marks={marks[side]} />
        </p>
      ))}
      <ul className={styles.words}>
        {told.map(({ side, from, word, fall }) => (
          <li key={`${side} ${from}`}>{t('why.meaning.without', { word: isolate(word), effect: isolate(share(-fall)) })}</li>
        ))}
      </ul>
    </div>
  );
}

function marksOf(
  words: readonly { readonly from: number; readonly to: number }[],
  weights: Float32Array,
): (WordMark & { fall: number })[] {
  const most = weights.reduce((largest, weight) => Math.max(largest, Math.abs(weight)), SLIGHT);
  return words.flatMap(({ from, to }, at) => {
    const fall = weights[at]!;
    if (Math.abs(fall) < SLIGHT) return [];
    return [{ from, to, kind: fall > 0 ? ('carries' as const) : ('apart' as const), weight: Math.abs(fall) / most, fall }];
  });
}
