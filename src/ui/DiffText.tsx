import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DiffRun, diffTexts } from '../core/text/diff';
import styles from './DiffText.module.css';

/** Texts that share less than this part of their letters differ as a whole: boxes around every word would only be noise. */
const LEAST_SHARED = 1 / 3;

/**
 * `text` with what `other` has too dimmed and the rest boxed and underlined: shape tells it, not colour alone. Texts with next to
 * nothing in common get one dotted line.
 */
export function DiffText({ text, other }: { readonly text: string; readonly other: string }) {
  const runs = useMemo(() => diffTexts(other, text).right, [text, other]);
  if (sharedPart(runs) < LEAST_SHARED) {
    return (
      <span dir="auto" className={styles.text}>
        <mark className={styles.unlike}>{text}</mark>
      </span>
    );
  }
  return (
    <span dir="auto" className={styles.text}>
      {runs.map((run, i) =>
        run.isSame ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place.
          <span key={i} className={styles.same}>
            {run.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity but their place.
          <mark key={i} className={styles.differs}>
            {run.text}
          </mark>
        ),
      )}
    </span>
  );
}

function sharedPart(runs: readonly DiffRun[]): number {
  let shared = 0;
  let all = 0;
  for (const run of runs) {
    const letters = run.text.replace(/\s/gu, '').length;
    all += letters;
    if (run.isSame) shared += letters;
  }
  return all === 0 ? 1 : shared / all;
}

export function PlainText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  if (text.trim() === '') return <span className={styles.empty}>{t('common.empty')}</span>;
  return (
    <span dir="auto" className={styles.text}>
      {text}
    </span>
  );
}
