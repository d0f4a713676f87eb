import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_MATCH_SETTINGS } from '../../../core/model/settings';
import { areEnglishPhrases } from '../../../core/models/english-phrases';
import { PUBLIC_FIGURES } from '../../../core/models/public-figures';
import { unreadScripts } from '../../../core/models/scripts';
import { useSessionState } from '../../../session/react';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import styles from './ModelField.module.css';
import { ModelPicker } from './ModelPicker';
import { useComparedCells } from './use-compared-cells';
import { useScriptNames } from './use-names';
import { useOffers } from './use-offers';

const ENGLISH = 'minilm-l6-en';

/**
 * Where another model may do better: the one that is chosen does not know a script of the compared columns, or both tables look like
 * English phrases. Nothing is changed by itself.
 */
export function ModelHint({ isDisabled }: { readonly isDisabled: boolean }) {
  const { t } = useTranslation();
  const { share } = useFormats();
  const nameScripts = useScriptNames();
  const cells = useComparedCells();
  const [isOpen, setIsOpen] = useState(false);
  const settings = useSessionState((state) => state.project?.settings) ?? DEFAULT_MATCH_SETTINGS;
  const offers = useOffers(settings.model);
  if (settings.score === 'lexical') return null;
  const chosen = offers.find(({ id }) => id === settings.model);
  const english = offers.find(({ id, obstacle }) => id === ENGLISH && obstacle === null);
  const unread = unreadScripts([...cells.left, ...cells.right], chosen?.manifest?.languages ?? []);
  const known = PUBLIC_FIGURES[settings.model]?.englishCategories ?? null;
  const possible = PUBLIC_FIGURES[ENGLISH]?.englishCategories ?? null;
  const isBetter = known !== null && possible !== null && possible > known;
  const mayBeEnglish = english !== undefined && isBetter && areEnglishPhrases(cells.left) && areEnglishPhrases(cells.right);
  if (unread.length === 0 && !mayBeEnglish) return null;
  return (
    <aside className={unread.length > 0 ? `${styles.hint} ${styles.warned}` : styles.hint} aria-label={t('setUp.model')}>
      <p>
        {unread.length > 0
          ? t('modelChoice.unread', { scripts: nameScripts(unread) })
          : t('modelChoice.maybeEnglish', {
              english: share(possible ?? 0),
              chosen: share(known ?? 0),
            })}
      </p>
      <Button disabled={isDisabled} onClick={() => setIsOpen(true)}>
        {t('modelChoice.compare')}
      </Button>
      {isOpen ? <ModelPicker chosen={settings.model} onClose={() => setIsOpen(false)} /> : null}
    </aside>
  );
}
