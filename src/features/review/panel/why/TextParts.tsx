import { useTranslation } from 'react-i18next';
import { phraseKey } from '../../../../core/aliases/alias-tokens';
import type { RowExplanation } from '../../../../core/candidates/explain-rows';
import type { PartKind } from '../../../../core/candidates/score/text-parts';
import { canonicalWord } from '../../../../core/text/expand';
import { useFormats } from '../../../../ui/format';
import { MarkedText } from './MarkedText';
import styles from './TextParts.module.css';
import { isolate } from './use-step-text';

const WORDS_TOLD = 6;
const KINDS: readonly PartKind[] = ['word', 'code', 'letters', 'apart'];

/** Both texts as they were compared, with what they have in common marked by line and weight, and told as a list. */
export function TextParts({
  texts,
  parts,
  counterparts,
  aliases,
}: Pick<RowExplanation, 'texts' | 'parts' | 'counterparts' | 'aliases'>) {
  const { t } = useTranslation();
  const { number } = useFormats();
  if (!parts) return null;
  /** The word of a cell that an alias put this one in the place of. */
  const writtenFor = (word: string): string | null => {
    const has = (phrase: string): boolean =>
      phraseKey(phrase)
        .split(' ')
        .some((key) => canonicalWord(key) === word);
    const met = aliases.find(({ left, right }) => has(left) !== has(right));
    return met ? (has(met.left) ? met.right : met.left) : null;
  };
  const there = KINDS.filter((kind) => [...parts.marks.left, ...parts.marks.right].some((mark) => mark.kind === kind));
  const apart = [
    ...parts.marks.left.map((mark) => [texts.left, mark] as const),
    ...parts.marks.right.map((mark) => [texts.right, mark] as const),
  ]
    .filter(([, { kind }]) => kind === 'apart')
    .map(([text, { from, to }]) => text.slice(from, to));
  return (
    <div className={styles.parts}>
      <h3>{t('why.parts.title')}</h3>
      {(['left', 'right'] as const).map((side) => (
        <p key={side} className={styles.text}>
          <span className={styles.side}>{t(`why.parts.${side}`)}</span>{' '}
          <MarkedText text={texts[side]} marks={parts.marks[side]} />
        </p>
      ))}
      {there.length > 0 ? (
        <ul className={styles.legend} aria-label={t('why.parts.legend')}>
          {there.map((kind) => (
            <li key={kind}>
              <span className={`${styles.mark} ${styles[kind]} ${styles.heavy}`}>{t(`why.parts.kind.${kind}`)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {parts.words.length > 0 ? (
        <>
          <p>{t('why.parts.shared')}</p>
          <ul className={styles.words}>
            {parts.words.slice(0, WORDS_TOLD).map(({ word, records }) => (
              <li key={word}>
                <bdi>{word}</bdi> {t('why.parts.records', { count: records, formatted: number(records) })}
                {writtenFor(word) === null ? null : ` · ${t('aliases.why.word', { word: isolate(writtenFor(word)!) })}`}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('why.parts.none')}</p>
      )}
      {counterparts.length > 0 ? (
        <>
          <p>{t('why.parts.counterparts')}</p>
          <ul className={styles.words}>
            {counterparts.slice(0, WORDS_TOLD).map((met) => (
              <li key={`${met.left} ${met.right}`}>
                <bdi>{met.left}</bdi> ↔ <bdi>{met.right}</bdi>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {apart.length > 0 ? <p>{t('why.parts.apart', { numbers: isolate(apart.join(' · ')) })}</p> : null}
    </div>
  );
}
