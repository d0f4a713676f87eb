import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { unreadScripts } from '../../../core/models/scripts';
import type { ModelOffer } from '../../../session/models/model-offers';
import type { ModelSpeed } from '../../../session/models/model-speeds';
import type { OfflinePart } from '../../../session/offline';
import { AccuracyFact } from './AccuracyFact';
import { LanguagesFact, OfflineFact, OriginFact, SizeFact } from './facts';
import styles from './ModelPicker.module.css';
import { SpeedFact } from './SpeedFact';
import { useScriptNames } from './use-names';
import { useModelName } from './use-offers';

/** One model: a radio button, and what there is to know before it is chosen. Facts stand in the same order in every card. */
export function ModelCard(props: {
  readonly offer: ModelOffer;
  /** Name of the radio buttons. */
  readonly group: string;
  readonly isWanted: boolean;
  /** Of the compared columns. */
  readonly cells: readonly string[];
  /** What the browser keeps of it; null where that cannot be. */
  readonly part: OfflinePart | null;
  readonly speed: ModelSpeed | null;
  readonly isMeasuring: boolean;
  readonly canMeasure: boolean;
  readonly onMeasure: () => void;
  readonly onWant: () => void;
}) {
  const { offer, part } = props;
  const { t } = useTranslation();
  const id = useId();
  const name = useModelName()(offer);
  const nameScripts = useScriptNames();
  const unread = unreadScripts(props.cells, offer.manifest?.languages ?? []);
  const isOutOfReach = part !== null && part.keptBytes < part.bytes && !navigator.onLine;
  return (
    <article className={styles.card} data-wanted={props.isWanted} data-off={offer.obstacle !== null} aria-label={name}>
      <label className={styles.choice}>
        <input
          type="radio"
          name={props.group}
          value={offer.id}
          checked={props.isWanted}
          disabled={offer.obstacle !== null}
          aria-describedby={`${id}-use ${id}-notes`}
          onChange={props.onWant}
        />
        <strong dir="auto">{name}</strong>
      </label>
      <p id={`${id}-use`} className={styles.use}>
        {offer.tier ? t(`models.${offer.tier}.use`) : offer.id}
      </p>
      <div id={`${id}-notes`} className={styles.notes}>
        {offer.obstacle ? <p>{t(`modelChoice.obstacles.${offer.obstacle}`)}</p> : null}
        {offer.obstacle === null && isOutOfReach ? <p>{t('modelChoice.obstacles.network')}</p> : null}
        {unread.length > 0 ? <p>{t('modelChoice.unread', { scripts: nameScripts(unread) })}</p> : null}
      </div>
      <dl className={styles.facts}>
        <SizeFact offer={offer} />
        <SpeedFact {...props} name={name} />
        <AccuracyFact model={offer.id} />
        <LanguagesFact offer={offer} />
        <OriginFact offer={offer} />
        <OfflineFact offer={offer} part={part} />
      </dl>
    </article>
  );
}
