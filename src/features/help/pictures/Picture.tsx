import { createContext, type ReactNode, useContext, useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './Picture.module.css';

export type Swatch = 'filled' | 'pale' | 'empty' | 'good' | 'missed' | 'wrong' | 'solid' | 'line' | 'dashed';

interface PictureProps {
  readonly title: string;
  /** What is to be seen, in words. */
  readonly summary: string;
  readonly width: number;
  readonly height: number;
  readonly children: ReactNode;
  readonly legend?: readonly { readonly swatch: Swatch; readonly name: string }[];
  readonly below?: ReactNode;
}

const Mirrored = createContext(false);

/** A drawing with its legend as text below, so that words keep their size. Drawn from the start of the line: mirrored in Arabic. */
export function Picture({ title, summary, width, height, children, legend = [], below }: PictureProps) {
  const { i18n } = useTranslation();
  const id = useId();
  const isMirrored = i18n.dir() === 'rtl';
  return (
    <figure className={styles.figure}>
      <svg className={styles.picture} role="img" aria-labelledby={`${id}-title ${id}-text`} viewBox={`0 0 ${width} ${height}`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-text`}>{summary}</desc>
        <g transform={isMirrored ? `translate(${width} 0) scale(-1 1)` : undefined}>
          <Mirrored value={isMirrored}>{children}</Mirrored>
        </g>
      </svg>
      {below}
      {legend.length === 0 ? null : (
        <figcaption>
          <ul className={styles.legend}>
            {legend.map(({ swatch, name }) => (
              <li key={name}>
                <svg className={styles.key} viewBox="0 0 16 16" aria-hidden="true">
                  <Key swatch={swatch} />
                </svg>
                {name}
              </li>
            ))}
          </ul>
        </figcaption>
      )}
    </figure>
  );
}

function Key({ swatch }: { readonly swatch: Swatch }) {
  if (swatch === 'line') return <path className={styles.line} d="M8 0v16" />;
  if (swatch === 'dashed') return <path className={styles.cut} d="M8 0v16" />;
  if (swatch === 'good') return <Tick x={8} y={8} />;
  if (swatch === 'missed') return <Missed x={8} y={8} />;
  return <rect className={styles[swatch]} x="1" y="1" width="14" height="14" rx="2" />;
}

/** Letters and figures, read from left to right or from right to left as they are, wherever the drawing is mirrored. */
export function Word(props: {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'middle' | 'end';
  readonly children: string;
}) {
  const isMirrored = useContext(Mirrored);
  return (
    <text
      className={styles.word}
      transform={`translate(${props.x} ${props.y})${isMirrored ? ' scale(-1 1)' : ''}`}
      textAnchor={props.anchor}
    >
      {props.children}
    </text>
  );
}

/** The true partner, or a match that is found. */
export function Tick({ x, y }: { readonly x: number; readonly y: number }) {
  const isMirrored = useContext(Mirrored);
  return (
    <g transform={isMirrored ? `translate(${2 * x} 0) scale(-1 1)` : undefined}>
      <circle className={styles.good} cx={x} cy={y} r="7" />
      <path className={styles.tick} d={`M${x - 3.5} ${y}l2.5 3l4.5 -6`} />
    </g>
  );
}

/** A match that is not found, or a link that should not be. */
export function Missed({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g>
      <circle className={styles.missed} cx={x} cy={y} r="7" />
      <path className={styles.crossed} d={`M${x - 3} ${y - 3}l6 6m0 -6l-6 6`} />
    </g>
  );
}

/** A row, as a rounded bar. */
export function Row(props: {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly look?: 'filled' | 'pale' | 'empty' | 'plain' | 'wrong';
}) {
  const { x, y, width, look = 'plain' } = props;
  return <rect className={styles[look]} x={x} y={y} width={width} height="14" rx="4" />;
}
