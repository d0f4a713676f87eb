import type { ReactNode } from 'react';
import styles from './Toast.module.css';

export type ToastLevel = 'info' | 'success' | 'warning' | 'error';

interface ToastProps {
  readonly level: ToastLevel;
  readonly levelLabel: string;
  readonly closeLabel: string;
  readonly onClose: () => void;
  /** While somebody points at it, or is in it, it is read. */
  readonly onRead?: (isRead: boolean) => void;
  readonly children: ReactNode;
}

/** Warnings and errors interrupt a screen reader, the others wait for a pause. */
export function Toast({ level, levelLabel, closeLabel, onClose, onRead, children }: ToastProps) {
  const isUrgent = level === 'error' || level === 'warning';
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it does nothing but wait longer.
    <div
      className={`${styles.toast} ${styles[level]}`}
      role={isUrgent ? 'alert' : 'status'}
      onPointerEnter={() => onRead?.(true)}
      onPointerLeave={() => onRead?.(false)}
      onFocus={() => onRead?.(true)}
      onBlur={() => onRead?.(false)}
    >
      <div className={styles.text}>
        <strong className={styles.level}>{levelLabel}</strong> {children}
      </div>
      <button type="button" className={styles.close} onClick={onClose} aria-label={closeLabel}>
        <span aria-hidden="true">×</span>
      </button>
    </div>
  );
}

export function ToastStack(props: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{props.children}</div>;
}
