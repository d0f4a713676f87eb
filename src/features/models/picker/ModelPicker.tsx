import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { isEndpointModel } from '../../../core/llm/endpoint-model';
import { useSession, useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { FiguresSource } from './FiguresSource';
import { ModelCard } from './ModelCard';
import styles from './ModelPicker.module.css';
import { useComparedCells } from './use-compared-cells';
import { useOffers, useOfflineParts } from './use-offers';
import { useSpeeds } from './use-speeds';

/** All models side by side, of which one is chosen. Nothing changes before the button is pressed. */
export function ModelPicker(props: { readonly chosen: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const group = useId();
  const [wanted, setWanted] = useState(props.chosen);
  const cells = useComparedCells();
  const parts = useOfflineParts();
  const speeds = useSpeeds();
  const isMatching = useSessionState((state) => state.run.status === 'running');
  const offers = useOffers(props.chosen);
  const isUsable = offers.some(({ id, obstacle }) => id === wanted && obstacle === null);
  const close = (): void => {
    speeds.cancel();
    props.onClose();
  };
  const use = (): void => {
    void session.updateSettings({ model: wanted });
    close();
  };
  return (
    <Dialog
      title={t('modelChoice.title')}
      isWide
      closeLabel={t('common.cancel')}
      onClose={close}
      actions={
        <Button look="main" disabled={wanted === props.chosen || !isUsable} onClick={use}>
          {t('modelChoice.use')}
        </Button>
      }
    >
      <p className={styles.lead}>{t('modelChoice.lead')}</p>
      <div role="radiogroup" aria-label={t('modelChoice.title')} className={styles.cards}>
        {offers.map((offer) => (
          <ModelCard
            key={offer.id}
            offer={offer}
            group={group}
            isWanted={offer.id === wanted}
            cells={[...cells.left, ...cells.right]}
            part={parts.find(({ id }) => id === offer.id) ?? null}
            speed={speeds.of(offer.id)}
            isMeasuring={speeds.measuring === offer.id}
            canMeasure={!isMatching && speeds.measuring === null && !isEndpointModel(offer.id)}
            onMeasure={() => void speeds.measure(offer.id)}
            onWant={() => setWanted(offer.id)}
          />
        ))}
      </div>
      {speeds.error}
      <FiguresSource />
      <p>
        <Link href="/models" onClick={close}>
          {t('modelChoice.add')}
        </Link>
      </p>
    </Dialog>
  );
}
