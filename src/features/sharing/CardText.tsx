import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { MarkdownPreview } from './MarkdownPreview';
import styles from './Sharing.module.css';

/** The card as it will be saved: to be read, or changed by hand. What was changed by hand stays until it is made anew. */
export function CardText(props: {
  readonly card: string;
  readonly isEdited: boolean;
  readonly onEdit: (card: string) => void;
  readonly onForget: () => void;
}) {
  const { t } = useTranslation();
  const [isEditing, setIsEditing] = useState(false);
  const heading = useId();
  return (
    <section className={styles.card} aria-labelledby={heading}>
      <div className={styles.cardHead}>
        <h3 id={heading}>{t('sharing.card')}</h3>
        <Button look="quiet" aria-pressed={isEditing} onClick={() => setIsEditing(!isEditing)}>
          {t('sharing.edit')}
        </Button>
        {props.isEdited ? (
          <Button look="quiet" onClick={props.onForget}>
            {t('sharing.anew')}
          </Button>
        ) : null}
      </div>
      <p className={styles.muted}>{t(props.isEdited ? 'sharing.cardEdited' : 'sharing.cardAbout')}</p>
      {isEditing ? (
        <textarea
          className={styles.source}
          dir="ltr"
          lang="en"
          rows={24}
          spellCheck={false}
          aria-labelledby={heading}
          value={props.card}
          onChange={(event) => props.onEdit(event.target.value)}
        />
      ) : (
        <MarkdownPreview text={props.card} label={t('sharing.preview')} />
      )}
    </section>
  );
}
