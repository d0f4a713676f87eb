import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecipeTable } from '../../core/recipe/recipe';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { useFormats } from '../../ui/format';
import styles from './Recipe.module.css';

/** A recipe that waits for files, or what came of it with those that are here. `drift`: what looks otherwise in these. */
export function RecipeBanner({ drift }: { readonly drift: ReactNode }) {
  const { t } = useTranslation();
  const session = useSession();
  const { number } = useFormats();
  const held = useSessionState((state) => state.recipe);
  const { project, isReadOnly } = useSessionState();
  if (!held || held.project !== project?.id) return null;
  const { recipe, from, missing, carried, unknown, isApplied, askedAgain } = held;
  const { left, right } = recipe.tables;
  /** The file of a side, or how many were stacked. */
  const madeWith = ({ file, stack }: RecipeTable): string => {
    const first = stack?.parts[0];
    if (!first) return file || t('recipe.anyFile');
    const key = stack.isSheets ? 'recipe.sheetsStacked' : 'recipe.filesStacked';
    return t(key, { count: stack.parts.length, first: stack.isSheets ? first.label : first.file, file });
  };
  const name = from === '' ? t('recipe.unnamed') : from;
  return (
    <section className={styles.banner} aria-label={t('recipe.banner')}>
      <div className={styles.head}>
        <h2 dir="auto">{isApplied ? t('recipe.applied', { name }) : t('recipe.waiting', { name })}</h2>
        <Button look="quiet" onClick={() => session.leaveRecipe()}>
          {t(isApplied ? 'recipe.close' : 'recipe.leave')}
        </Button>
      </div>
      {isApplied ? null : (
        <p>
          {right
            ? t(left.stack || right.stack ? 'recipe.dropStacked' : 'recipe.dropTwo', {
                left: madeWith(left),
                right: madeWith(right),
              })
            : t(left.stack ? 'recipe.dropStackedOne' : 'recipe.dropOne', { left: madeWith(left), file: madeWith(left) })}
        </p>
      )}
      {unknown.length > 0 ? <p>{t('recipe.unknown', { names: unknown.join(', ') })}</p> : null}
      {isApplied && carried ? (
        <>
          <p className={styles.main} role="status">
            {t('recipe.carried', { count: carried.carried, formatted: number(carried.carried) })}{' '}
            {t('recipe.toReview', { count: carried.toReview, formatted: number(carried.toReview) })}
          </p>
          {carried.lost > 0 ? <p>{t('recipe.lost', { count: carried.lost, formatted: number(carried.lost) })}</p> : null}
          {recipe.decisions?.known === undefined || askedAgain !== null ? null : <p>{t('recipe.willAskAgain')}</p>}
          {carried.ambiguous > 0 ? (
            <p>{t('recipe.ambiguous', { count: carried.ambiguous, formatted: number(carried.ambiguous) })}</p>
          ) : null}
        </>
      ) : null}
      {askedAgain !== null && askedAgain > 0 ? (
        <p className={styles.main}>{t('recipe.askedAgain', { count: askedAgain, formatted: number(askedAgain) })}</p>
      ) : null}
      {isApplied ? drift : null}
      {isApplied && missing.length > 0 ? (
        <>
          <p className={styles.bad}>{t('recipe.missing')}</p>
          <ul className={styles.missing}>
            {missing.map(({ side, column, nearest }) => (
              <li key={`${side} ${column}`}>
                <span>
                  {nearest === null
                    ? t(`recipe.missingOne.${side}`, { column })
                    : t(`recipe.missingNear.${side}`, { column, nearest })}
                </span>
                {nearest === null ? null : (
                  <Button disabled={isReadOnly} onClick={() => void session.renameInRecipe(side, column, nearest)}>
                    {t('recipe.useInstead', { nearest })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {recipe.decisions && !carried ? <p>{t('recipe.notCarried')}</p> : null}
        </>
      ) : null}
    </section>
  );
}
