import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { Popover } from '../../ui/Popover';
import { VisuallyHidden } from '../../ui/VisuallyHidden';
import styles from './LeavingBadge.module.css';
import { LeavingMark } from './LeavingMark';
import { SentList } from './SentList';
import { useLeaving } from './use-leaving';
import { useLeavingText } from './use-leaving-text';

/** What the connected edition sent so far, or may send; pressed, it lists what went where. */
export function ConnectedBadge({ actions }: { readonly actions?: ReactNode }) {
  const { t } = useTranslation();
  const { state, ledger } = useLeaving();
  const text = useLeavingText(state);
  const titleId = useId();
  return (
    <>
      <Popover
        mark={
          <>
            <LeavingMark of={state.kind} />
            <span className={styles.text}>{text}</span>
          </>
        }
        label={text}
        buttonClass={`${styles.badge} ${styles.connected} ${styles[state.kind]}`}
        titleId={titleId}
      >
        {(close) => (
          <div className={styles.panel}>
            <h2 id={titleId} className={styles.title}>
              {text}
            </h2>
            <p>{t(`connected.means.${state.kind}`)}</p>
            {ledger.totals.length > 0 ? <SentList totals={ledger.totals} /> : null}
            {actions}
            <p>
              <Link href="/proof" onClick={close}>
                {t('connected.toProof')}
              </Link>
            </p>
          </div>
        )}
      </Popover>
      <VisuallyHidden>
        <span role="status">{useSettled(text)}</span>
      </VisuallyHidden>
    </>
  );
}

const SETTLES_AFTER_MS = 600;

/** A text once it stays for a moment; empty until the first change, since what the page begins with is read where it stands. */
function useSettled(text: string): string {
  const said = useRef(text);
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => {
      if (text === said.current) return;
      said.current = text;
      setSettled(text);
    }, SETTLES_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
