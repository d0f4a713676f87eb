import type { ComponentPropsWithRef } from 'react';
import styles from './Button.module.css';
import { Kbd } from './Kbd';

interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly look?: 'main' | 'plain' | 'quiet' | 'danger';
  /** Key that does the same, printed on the button but not read out: `aria-keyshortcuts` says it. */
  readonly hint?: string;
}

export function Button({ look = 'plain', hint, className, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} className={[styles.button, styles[look], className].filter(Boolean).join(' ')}>
      {children}
      {hint ? <Kbd>{hint}</Kbd> : null}
    </button>
  );
}
