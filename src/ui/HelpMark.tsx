import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import styles from './HelpMark.module.css';
import { type HelpTopic, useHelpShelf } from './help-topics';
import { Popover } from './Popover';

/** “?” beside what it explains. Browsers without popovers show the chapter of the help instead. */
export function HelpMark({ topic }: { readonly topic: HelpTopic }) {
  const { t } = useTranslation();
  const shelf = useHelpShelf();
  const titleId = useId();
  const [isOpen, setIsOpen] = useState(false);
  if (!shelf) return null;
  return (
    <span className={styles.mark}>
      <Popover
        mark={<span aria-hidden="true">?</span>}
        label={t('tour.what', { topic: shelf.titleOf(topic) })}
        buttonClass={styles.button}
        titleId={titleId}
        className={styles.panel}
        onOpen={setIsOpen}
        onUnable={() => shelf.open(topic)}
      >
        {(close) =>
          isOpen ? (
            <>
              <div className={styles.head}>
                <h2 id={titleId}>{shelf.titleOf(topic)}</h2>
                <button type="button" className={styles.close} aria-label={t('common.close')} onClick={close}>
                  <span aria-hidden="true">×</span>
                </button>
              </div>
              {shelf.contentOf(topic)}
              <div className={styles.foot}>
                <Button
                  look="quiet"
                  onClick={() => {
                    close();
                    shelf.open(topic);
                  }}
                >
                  {t('tour.allHelp')}
                </Button>
              </div>
            </>
          ) : null
        }
      </Popover>
    </span>
  );
}
