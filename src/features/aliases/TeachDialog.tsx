import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { unmatchedInCells } from '../../core/aliases/unmatched-words';
import { cellAt, columnIndex } from '../../core/table/cells';
import { useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './Aliases.module.css';
import { AliasForm } from './AliasForm';

interface TeachDialogProps {
  /** 0-based rows of the pair on screen. */
  readonly left: number;
  readonly right: number;
  /** Words that somebody has selected in either record. */
  readonly selected: { readonly left: string; readonly right: string };
  readonly onClose: () => void;
}

/** Teaches that words of two records mean the same; proposes those that either record has alone. */
export function TeachDialog({ left, right, selected, onClose }: TeachDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const sides = useSessionState((state) => state.sides);
  const on = useSessionState((state) => state.review?.settings.on);
  const proposed = useMemo(() => {
    const [one, other] = [sides.left, sides.right];
    if (one.status !== 'ready' || other.status !== 'ready' || !on) return null;
    const count = Math.min(on.left.length, on.right.length);
    const cells = Array.from({ length: count }, (_, at) => ({
      left: cellAt(one.dataset, columnIndex(one.dataset, on.left[at]!), left),
      right: cellAt(other.dataset, columnIndex(other.dataset, on.right[at]!), right),
    }));
    const found = unmatchedInCells(cells);
    return found && { ...found, column: on.left[found.at]! };
  }, [sides, on, left, right]);
  return (
    <Dialog
      title={t('aliases.teach.title')}
      closeLabel={t('common.cancel')}
      onClose={onClose}
      actions={
        <Button look="main" type="submit" form={id}>
          {t('aliases.teach.button')}
        </Button>
      }
    >
      <div className={styles.section}>
        <p className={styles.muted}>{t('aliases.teach.lead')}</p>
        <AliasForm
          first={{ label: t('aliases.teach.left'), text: selected.left || (proposed?.left ?? '') }}
          second={{ label: t('aliases.teach.right'), text: selected.right || (proposed?.right ?? '') }}
          id={id}
          column={proposed?.column ?? null}
          onDone={onClose}
        />
        <p>
          <Link href="/aliases">{t('aliases.setUp.link')}</Link>
        </p>
      </div>
    </Dialog>
  );
}
