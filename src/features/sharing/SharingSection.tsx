import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { type AppError, toAppError } from '../../core/model/errors';
import type { ModelManifest } from '../../core/models/model-manifest';
import { type FolderWishes, folderName } from '../../core/sharing/adapter-to-share';
import { licenceToBegin } from '../../core/sharing/licence-fit';
import { CARD_DEFAULTS, composeCard, type CardForm as Form } from '../../core/sharing/model-card';
import type { Adapter } from '../../core/tuning/adapter';
import { baseOf, pythonWay } from '../../session/sharing/sharing';
import { knownAdapters, list, subscribe } from '../../session/tuning/adapters';
import { ErrorText } from '../../ui/ErrorText';
import { Field, Select } from '../../ui/Field';
import { CardFields } from './CardFields';
import { CardText } from './CardText';
import { SaveActions } from './SaveActions';
import styles from './Sharing.module.css';

/** What is to be shared, as it stands on the screen. */
export interface Share {
  readonly adapter: Adapter;
  readonly wishes: FolderWishes;
}

/** Passing on an adapter with its model: what its card says, and where it goes. @param upload where the edition can send it */
export function SharingSection({ upload }: { readonly upload?: (share: Share) => ReactNode }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState('');
  useEffect(() => void list(), []);
  const held = useSyncExternalStore(subscribe, knownAdapters);
  if (held === null) return null;
  const adapter = (held.find(({ adapter: { id } }) => id === chosen) ?? held[0])?.adapter;
  if (!adapter) return <p className={styles.muted}>{t('sharing.none')}</p>;
  return (
    <div className={styles.sharing}>
      <p>{t('sharing.lead')}</p>
      <div className={styles.narrow}>
        <Field label={t('sharing.adapter')}>
          <Select
            value={adapter.id}
            choices={held.map(({ adapter: { id, name, createdAt } }) => ({
              value: id,
              label: `${name} · ${createdAt.slice(0, 10)}`,
            }))}
            onChoose={setChosen}
          />
        </Field>
      </div>
      <Known key={adapter.id} adapter={adapter} upload={upload} />
    </div>
  );
}

interface KnownProps {
  readonly adapter: Adapter;
  readonly upload: ((share: Share) => ReactNode) | undefined;
}

/** An adapter whose model is here, or why it is not. */
function Known({ adapter, upload }: KnownProps) {
  const [base, setBase] = useState<ModelManifest | AppError | null>(null);
  useEffect(() => {
    let isShown = true;
    void baseOf(adapter)
      .catch(toAppError)
      .then((found) => isShown && setBase(found));
    return () => {
      isShown = false;
    };
  }, [adapter]);
  if (base === null) return null;
  return 'code' in base ? <ErrorText error={base} /> : <Prepared adapter={adapter} base={base} upload={upload} />;
}

/** The form, the card, and what can be done with them. */
function Prepared({ adapter, base, upload }: KnownProps & { readonly base: ModelManifest }) {
  const [form, setForm] = useState<Form>(() => ({
    title: adapter.name,
    licence: licenceToBegin(base.licence),
    author: '',
    dataNote: '',
    ...CARD_DEFAULTS,
    withColumnNames: false,
  }));
  const [withTorch, setWithTorch] = useState(false);
  const [edited, setEdited] = useState<string | null>(null);
  const name = folderName(form.title);
  const composed = composeCard(form, { adapter, manifest: base, name, python: pythonWay(base, withTorch) });
  const card = edited ?? composed;
  const wishes: FolderWishes = { name, card, licence: form.licence, withColumnNames: form.withColumnNames, withTorch };
  return (
    <>
      <CardFields form={form} base={base} withTorch={withTorch} onChange={setForm} onTorch={setWithTorch} />
      <CardText card={card} isEdited={edited !== null} onEdit={setEdited} onForget={() => setEdited(null)} />
      <SaveActions adapter={adapter} wishes={wishes} />
      {upload?.({ adapter, wishes })}
    </>
  );
}
