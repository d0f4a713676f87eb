import styles from './Kbd.module.css';

/** A key as printed. Hidden from assistive technology, which learns of keys by `aria-keyshortcuts`. */
export function Kbd(props: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a kbd element takes no focus.
    <kbd className={styles.kbd} aria-hidden="true">
      {props.children}
    </kbd>
  );
}
