import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { AppError } from '../../../core/model/errors';
import { DEFAULT_MATCH_SETTINGS } from '../../../core/model/settings';
import { fitsModel } from '../../../core/tuning/adapter-note';
import { useSession, useSessionState } from '../../../session/react';
import { ErrorText } from '../../../ui/ErrorText';
import { Field, Select } from '../../../ui/Field';
import { useFormats } from '../../../ui/format';
import { TrainedOn } from './AdapterFacts';
import styles from './Adapters.module.css';
import { useAdapters, useModelHash, useNameOfModel } from './use-adapters';

/** Which adapter is in force with the chosen model. Nothing where there is none to choose and none in force. */
export function AdapterField({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const session = useSession();
  const held = useAdapters();
  const nameOf = useNameOfModel();
  const project = useSessionState((state) => state.project);
  const { model, adapter: chosen = null } = project?.settings ?? DEFAULT_MATCH_SETTINGS;
  const sha256 = useModelHash(model);
  const about = useId();
  if (!held || sha256 === undefined || (held.length === 0 && !chosen)) return null;
  const adapters = held.map(({ adapter }) => adapter);
  const inForce = adapters.find(({ id }) => id === chosen);
  const hasNamesake = (name: string): boolean => adapters.filter((other) => other.name === name).length > 1;
  const choices = adapters.map((adapter) => {
    const { id, base, createdAt } = adapter;
    const name = hasNamesake(adapter.name) ? `${adapter.name} · ${date(createdAt)}` : adapter.name;
    if (fitsModel(adapter, model, sha256)) return { value: id, label: name };
    return { value: id, label: t('adapters.forOther', { name, model: nameOf(base.model) }), isDisabled: id !== chosen };
  });
  const gone = chosen && !inForce ? [{ value: chosen, label: t('adapters.gone', { name: noteName(chosen) }) }] : [];
  function noteName(id: string): string {
    return project?.adapter?.id === id ? project.adapter.name : id;
  }
  return (
    <div className={styles.field}>
      <Field label={t('adapters.field')}>
        <Select
          value={chosen ?? ''}
          disabled={isDisabled}
          aria-describedby={about}
          choices={[{ value: '', label: t('adapters.none') }, ...choices, ...gone]}
          onChoose={(id) => void session.updateSettings({ adapter: id === '' ? null : id })}
        />
      </Field>
      <div id={about} className={styles.about}>
        {gone.length > 0 ? (
          <ErrorText error={new AppError('adapter/absent', { adapter: noteName(chosen ?? '') })} />
        ) : inForce && !fitsModel(inForce, model, sha256) ? (
          <ErrorText
            error={
              new AppError('adapter/other-model', {
                adapter: inForce.name,
                base: nameOf(inForce.base.model),
                model: nameOf(model),
              })
            }
          />
        ) : inForce ? (
          <p className={styles.muted}>
            {t('adapters.trained')}: <TrainedOn training={inForce.training} />
          </p>
        ) : (
          <p className={styles.muted}>{t('adapters.hint')}</p>
        )}
      </div>
      <Link href="/models">{t('adapters.all')}</Link>
    </div>
  );
}
