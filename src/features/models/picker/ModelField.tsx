import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { DEFAULT_MATCH_SETTINGS } from '../../../core/model/settings';
import { useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { AdapterField } from '../adapters/AdapterField';
import styles from './ModelField.module.css';
import { ModelPicker } from './ModelPicker';
import { useModelName, useOffers } from './use-offers';

/** The model that is chosen, and the way to all others. */
export function ModelField({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  const { bytes } = useFormats();
  const nameOf = useModelName();
  const [isOpen, setIsOpen] = useState(false);
  const settings = useSessionState((state) => state.project?.settings) ?? DEFAULT_MATCH_SETTINGS;
  const offer = useOffers(settings.model).find(({ id }) => id === settings.model);
  if (settings.score === 'lexical') return null;
  return (
    <fieldset className={styles.field}>
      <legend className={styles.label}>{t('setUp.model')}</legend>
      <p className={styles.chosen}>
        <strong dir="auto">{offer ? nameOf(offer) : settings.model}</strong>
        {offer?.bytes ? <span className={styles.muted}>{bytes(offer.bytes)}</span> : null}
      </p>
      {offer?.tier ? <p className={styles.muted}>{t(`models.${offer.tier}.use`)}</p> : null}
      {offer?.obstacle ? <p className={styles.warning}>{t(`modelChoice.obstacles.${offer.obstacle}`)}</p> : null}
      <Button disabled={isDisabled} onClick={() => setIsOpen(true)}>
        {t('modelChoice.change')}
      </Button>
      <AdapterField isDisabled={isDisabled} />
      <Link href="/tune">{t('places.tune')}</Link>
      {isOpen ? <ModelPicker chosen={settings.model} onClose={() => setIsOpen(false)} /> : null}
    </fieldset>
  );
}
