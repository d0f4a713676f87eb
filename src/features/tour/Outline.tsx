import type { Box } from '../../ui/place-beside';
import styles from './Tour.module.css';

/** A dashed frame around a part of the page; presses go through it. */
export function Outline({ box, isSecond = false }: { readonly box: Box; readonly isSecond?: boolean }) {
  const { x, y, width, height } = box;
  return (
    <div
      className={isSecond ? styles.press : styles.outline}
      data-outline
      aria-hidden="true"
      style={{ left: x - 5, top: y - 5, width: width + 10, height: height + 10 }}
    />
  );
}
