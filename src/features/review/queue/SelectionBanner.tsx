import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/Button';
import { useFormats } from '../../../ui/format';
import { useKeyed } from '../../../ui/key-settings';
import { COMMANDS } from '../decide/commands';
import styles from './SelectionBanner.module.css';
import type { Selection } from './use-selection';

interface SelectionBannerProps {
  readonly selection: Selection | null;
  /** Records with exactly the value of the one on screen, itself among them. */
  readonly equalCount: number;
  /** A right row may have one partner only. */
  readonly isRightUnique: boolean;
  readonly onAlike: () => void;
  readonly onLeave: () => void;
}

/** Says of which records the next decision speaks, where that is not the one on screen alone; else offers those with the same value. */
export function SelectionBanner({ selection, equalCount, isRightUnique, onAlike, onLeave }: SelectionBannerProps) {
  const { t } = useTranslation();
  const keyed = useKeyed(COMMANDS);
  const { number } = useFormats();
  const count = selection?.rows.length ?? equalCount;
  const figures = { count, formatted: number(count) };
  return (
    <div className={styles.banner} hidden={selection === null && equalCount < 2}>
      <p role="status" className={styles.text}>
        {selection ? t(`review.selection.${selection.kind}`, figures) : null}
        {selection?.kind === 'alike' && isRightUnique ? ` ${t('review.selection.alikeHint')}` : null}
      </p>
      {selection ? (
        <Button look="quiet" {...keyed('single')} onClick={onLeave}>
          {t('review.selection.leave')}
        </Button>
      ) : null}
      {selection === null && equalCount > 1 ? (
        <Button look="quiet" {...keyed('alike')} title={t('review.selection.offerTip', figures)} onClick={onAlike}>
          {t('review.selection.offer', figures)}
        </Button>
      ) : null}
    </div>
  );
}
