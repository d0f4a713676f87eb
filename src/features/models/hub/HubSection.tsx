import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HUBS } from '../../../session/models/hub';
import { HubForm } from './HubForm';
import { HubOutcome } from './HubOutcome';
import styles from './HubSection.module.css';
import { HubUpdates } from './HubUpdates';
import { KnownModels } from './KnownModels';

const hostOf = (hub: string): string => new URL(hub).host;

/** Models from a hub that this edition may reach: known ones and any other, asked about first and fetched after an opt-in. */
export function HubSection() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const choose = (repository: string): void => {
    setTyped(repository);
    field.current?.focus();
  };
  return (
    <section className={styles.panel} aria-labelledby="hub-title">
      <h3 id="hub-title">{t('hub.title')}</h3>
      <p>{t('hub.lead', { host: HUBS.map(hostOf).join(', ') })}</p>
      <HubForm typed={typed} onType={setTyped} field={field} />
      <HubOutcome onChoose={choose} />
      <KnownModels onChoose={choose} />
      <HubUpdates />
    </section>
  );
}
