import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { modelObstacle } from '../../core/vectors/model-obstacle';
import styles from './LettersNote.module.css';

/** That letters alone are compared in this browser, why, and who can change it. Nothing where models run. */
export function LettersNote({ isLinked = false }: { readonly isLinked?: boolean }) {
  const { t } = useTranslation();
  const obstacle = modelObstacle();
  if (!obstacle) return null;
  return (
    <section className={styles.note} aria-labelledby="letters-title">
      <h2 id="letters-title">{t('capabilities.letters.title')}</h2>
      <p>{t(`capabilities.letters.${obstacle}`)}</p>
      <p>{t('capabilities.letters.loss')}</p>
      {obstacle === 'webassembly' ? <p>{t('capabilities.letters.help')}</p> : null}
      {isLinked ? (
        <p>
          <Link href="/capabilities">{t('capabilities.title')}</Link>
        </p>
      ) : null}
    </section>
  );
}
