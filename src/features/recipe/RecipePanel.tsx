import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Recipe.module.css';

/** The settings of the project for the next files: as a recipe, as a script, or at once. */
export function RecipePanel() {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const [, navigate] = useLocation();
  const isWithin = useSessionState((state) => state.project?.settings.task === 'deduplicate');
  const decided = useSessionState((state) => state.review?.version ?? 0);
  const [withDecisions, setWithDecisions] = useState(true);
  const [isWorking, setIsWorking] = useState(false);
  const [saved, setSaved] = useState<{ readonly fileName: string; readonly decisions: number } | null>(null);
  const hasDecisions = decided > 0 && !isWithin;

  const save = async (kind: 'recipe' | 'python'): Promise<void> => {
    setIsWorking(true);
    setSaved(null);
    setSaved(await session.saveRecipe({ kind, withDecisions: withDecisions && hasDecisions }));
    setIsWorking(false);
  };
  const goOn = async (): Promise<void> => {
    setIsWorking(true);
    await session.startNextFiles();
    navigate('/');
  };
  return (
    <section className={styles.panel} aria-labelledby="recipe">
      <div>
        <h2 id="recipe">{t('recipe.title')}</h2>
        <p className={styles.muted}>{t('recipe.lead')}</p>
      </div>
      {hasDecisions ? (
        <label className={styles.check}>
          <input type="checkbox" checked={withDecisions} onChange={() => setWithDecisions(!withDecisions)} />
          <span>
            {t('recipe.withDecisions')} <span className={styles.muted}>{t('recipe.withDecisionsHint')}</span>
          </span>
        </label>
      ) : null}
      <div className={styles.actions}>
        <Button disabled={isWorking} onClick={() => void save('recipe')}>
          {t('recipe.save')}
        </Button>
        <Button disabled={isWorking} onClick={() => void save('python')}>
          {t('recipe.python')}
        </Button>
        <Button disabled={isWorking} onClick={() => void goOn()}>
          {t(isWithin ? 'recipe.goOnWithin' : 'recipe.goOn')}
        </Button>
      </div>
      <div role="status">
        {saved
          ? saved.decisions > 0
            ? t('recipe.savedWith', { file: saved.fileName, count: saved.decisions, formatted: number(saved.decisions) })
            : t('recipe.saved', { file: saved.fileName })
          : null}
      </div>
    </section>
  );
}
