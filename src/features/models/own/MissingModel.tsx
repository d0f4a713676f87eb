import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { DEFAULT_MODEL } from '../../../core/model/settings';
import { isOwnId, isSameModel } from '../../../core/own-models/own-model';
import { useSession, useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import styles from './ModelsPage.module.css';
import { useOwnModels } from './use-own-models';

/**
 * Says that the model of the open project is not in this browser, which one it is, and what can be done. Nothing where it is here.
 * `isShort`: the rest stands on the page of models.
 */
export function MissingModel({ isShort = false }: { readonly isShort?: boolean }) {
  const { t } = useTranslation();
  const session = useSession();
  const [path] = useLocation();
  const models = useOwnModels();
  const project = useSessionState((state) => state.project);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const id = project?.settings.model ?? DEFAULT_MODEL;
  if (!models || !project || project.settings.score === 'lexical') return null;
  if (!isOwnId(id) || models.some((model) => isSameModel(model.id, id))) return null;
  const note = isSameModel(project.ownModel?.id ?? '', id) ? project.ownModel : null;
  return (
    <section className={isShort ? styles.missingShort : styles.missing} aria-labelledby="missing-model">
      <h2 id="missing-model">{t('ownModels.missing.title')}</h2>
      {isShort ? null : <p>{t('ownModels.missing.text')}</p>}
      <ul className={styles.known}>
        <li>
          <code dir="ltr">{id}</code>
        </li>
        {note && !isShort ? <li>{t(`ownModels.from.${note.from.kind}`, { name: note.from.name })}</li> : null}
        {note?.from.address && !isShort ? (
          <li>
            <code dir="ltr">{note.from.address}</code>
          </li>
        ) : null}
        {note && !isShort ? (
          <li>
            {t('ownModels.facts.sha256')}: <code dir="ltr">{note.sha256}</code>
          </li>
        ) : null}
      </ul>
      <div className={styles.actions}>
        {path === '/models' ? null : <Link href="/models">{t('ownModels.missing.add')}</Link>}
        <Button disabled={isReadOnly} onClick={() => void session.updateSettings({ model: DEFAULT_MODEL })}>
          {t('ownModels.missing.usual', { model: t('models.small.name') })}
        </Button>
      </div>
    </section>
  );
}
