import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadBlob } from '../../../adapters/download';
import { type AppError, toAppError } from '../../../core/model/errors';
import { HASH_LIST, writeHashList } from '../../../core/own-models/hash-list';
import { isSameModel } from '../../../core/own-models/own-model';
import { keepForGood, type OwnModel, remove } from '../../../session/models/own-models';
import { Button } from '../../../ui/Button';
import { ErrorText } from '../../../ui/ErrorText';
import { useFormats } from '../../../ui/format';
import { Fact } from '../facts/Fact';
import { RemoveKept } from '../RemoveKept';
import { ModelFacts } from './ModelFacts';
import styles from './ModelsPage.module.css';
import { UseModel } from './UseModel';

/** A model that somebody added. */
export function OwnModelCard({ model, onRemoved }: { readonly model: OwnModel; readonly onRemoved: () => void }) {
  const { t } = useTranslation();
  const { date } = useFormats();
  const [error, setError] = useState<AppError | null>(null);
  const { id, manifest, from } = model;
  const keep = () => keepForGood(id).then(setError, (thrown: unknown) => setError(toAppError(thrown)));
  const saveHashes = () => downloadBlob(new Blob([writeHashList(manifest.files)], { type: 'text/plain' }), HASH_LIST);
  return (
    <li className={styles.card}>
      <h3>
        <bdi>{manifest.title}</bdi>
      </h3>
      {model.isKept ? null : (
        <div className={styles.warn}>
          <p>{t('ownModels.memory')}</p>
          <Button onClick={() => void keep()}>{t('ownModels.keepAgain')}</Button>
        </div>
      )}
      {error ? <ErrorText error={error} /> : null}
      <ModelFacts manifest={manifest} bytes={model.bytes}>
        <Fact name={t('ownModels.facts.name')} isWide>
          <code dir="ltr">{id}</code>
        </Fact>
        <Fact name={t('ownModels.facts.from')}>
          <bdi>{t(`ownModels.from.${from.kind}`, { name: from.name })}</bdi>
        </Fact>
        <Fact name={t('ownModels.facts.added')}>{date(model.addedAt)}</Fact>
      </ModelFacts>
      <div className={styles.actions}>
        <UseModel id={id} />
        <Button look="quiet" aria-label={t('ownModels.hashesOf', { model: id })} onClick={saveHashes}>
          {t('ownModels.hashes')}
        </Button>
        <RemoveKept
          texts="ownModels"
          what={{ model: model.id }}
          isUsedBy={(project) => isSameModel(project.model, model.id)}
          remove={() => remove(model.id)}
          onRemoved={onRemoved}
          onFailed={setError}
        />
      </div>
    </li>
  );
}
