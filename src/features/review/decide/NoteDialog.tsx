import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_OF_A_NOTE } from '../../../core/decisions/remarks';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Field } from '../../../ui/Field';
import styles from './NoteDialog.module.css';

interface NoteDialogProps {
  /** 0-based left row. */
  readonly row: number;
  readonly note: string;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

/** The note of a record. Escape leaves it as it was. */
export function NoteDialog({ row, note, onSave, onClose }: NoteDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(note);
  const field = useRef<HTMLTextAreaElement>(null);
  // After the dialog has opened and put focus where it pleases.
  useEffect(() => field.current?.focus(), []);
  return (
    <Dialog
      title={t('review.noteDialog.title', { row: row + 1 })}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" hint="Ctrl ↵" aria-keyshortcuts="Control+Enter Meta+Enter" onClick={() => onSave(text)}>
          {t('review.noteDialog.save')}
        </Button>
      }
    >
      <Field label={t('review.noteDialog.label')} hint={t('review.noteDialog.hint')}>
        <textarea
          ref={field}
          className={styles.text}
          dir="auto"
          rows={4}
          maxLength={MOST_OF_A_NOTE}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) onSave(text);
          }}
        />
      </Field>
    </Dialog>
  );
}
