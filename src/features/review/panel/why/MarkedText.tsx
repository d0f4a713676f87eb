import type { ReactNode } from 'react';
import type { PartKind } from '../../../../core/candidates/score/text-parts';
import styles from './TextParts.module.css';

export interface WordMark {
  readonly from: number;
  readonly to: number;
  readonly kind: PartKind | 'carries';
  /** 0…1. */
  readonly weight: number;
}

/** A text with parts underlined: the kind of the line says what they are, its thickness their weight. */
export function MarkedText({ text, marks }: { readonly text: string; readonly marks: readonly WordMark[] }) {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { from, to, kind, weight } of marks) {
    pieces.push(text.slice(at, from));
    const strength = weight >= 0.66 ? styles.heavy : weight >= 0.4 ? styles.middle : styles.light;
    pieces.push(
      <mark key={from} className={`${styles.mark} ${styles[kind]} ${strength}`} data-part={kind}>
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  return (
    <bdi dir="auto">
      {pieces}
      {text.slice(at)}
    </bdi>
  );
}
