import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { diffTexts } from '../../core/text/diff';
import styles from './DiffText.module.css';

/** `text` with what `other` has too dimmed and the rest boxed and underlined: shape tells it, not colour alone. */
export function DiffText({ text, other }: { readonly text: string; readonly other: string }) {
  const runs = useMemo(() => diffTexts(other, text).right, [text, other]);
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

export function PlainText({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  if (text.trim() === '') return <span className={styles.empty}>{t('common.empty')}</span>;
  return (
    <span dir="auto" className={styles.text}>
      {text}
    </span>
  );
}
