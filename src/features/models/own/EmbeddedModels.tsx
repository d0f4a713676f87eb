import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EMBEDDED_MODELS } from '../../../core/model/models';
import type { ModelManifest } from '../../../core/models/model-manifest';
import { isModelHere } from '../../../session/edition';
import { manifestOf } from '../../../session/models/model-places';
import { Fact } from '../facts/Fact';
import { ModelFacts } from './ModelFacts';
import styles from './ModelsPage.module.css';
import { UseModel } from './UseModel';

const HERE = EMBEDDED_MODELS.filter(({ id }) => isModelHere(id));

/** The models that came with the program. */
export function EmbeddedModels() {
  const { t } = useTranslation();
  const [manifests, setManifests] = useState<ReadonlyMap<string, ModelManifest>>(new Map());
  useEffect(() => {
    let isShown = true;
    const read = async () => {
      const all = await Promise.all(HERE.map(({ id }) => manifestOf(id).catch(() => null)));
      if (isShown) setManifests(new Map(all.flatMap((manifest) => (manifest ? [[manifest.id, manifest] as const] : []))));
    };
    void read();
    return () => {
      isShown = false;
    };
  }, []);
  return (
    <ul className={styles.list}>
      {HERE.map(({ id, tier, sizeBytes }) => {
        const manifest = manifests.get(id);
        return (
          <li key={id} className={styles.card}>
            <h3>{t(`models.${tier}.name`)}</h3>
            <p>{t(`models.${tier}.use`)}</p>
            {manifest ? (
              <ModelFacts manifest={manifest} bytes={sizeBytes}>
                <Fact name={t('ownModels.facts.name')} isWide>
                  <code dir="ltr">{id}</code>
                </Fact>
              </ModelFacts>
            ) : null}
            <div className={styles.actions}>
              <UseModel id={id} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}
