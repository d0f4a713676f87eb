import { type ReactNode, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadBlob } from '../adapters/download';
import { Button } from './Button';
import styles from './ChartFrame.module.css';
import { pngFile, svgFile } from './chart-picture';

export interface ChartTable {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

interface ChartFrameProps {
  readonly title: string;
  /** What the chart says, for those who cannot see it. */
  readonly summary: string;
  readonly width: number;
  readonly height: number;
  /** Beginning of the name of a saved picture. */
  readonly fileName: string;
  /** The same figures to read: the first cell of a row names it. */
  readonly table?: ChartTable;
  readonly legend?: readonly { readonly name: string; readonly sample: ReactNode }[];
  /** Under the drawing and as wide. */
  readonly below?: ReactNode;
  /** The drawing, in a coordinate system of `width` by `height`. */
  readonly children: ReactNode;
}

/** A drawing with its title, its legend, its figures as a table, and buttons that save it. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, summary, width, height, fileName, table, legend, below, children } = props;
  const { t } = useTranslation();
  const chart = useRef<SVGSVGElement>(null);
  const id = useId();
  const save = async (ending: 'svg' | 'png'): Promise<void> => {
    const drawn = chart.current;
    if (drawn) downloadBlob(ending === 'svg' ? svgFile(drawn) : await pngFile(drawn), `${fileName}.${ending}`);
  };
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.title}>
        {title}
      </figcaption>
      <div className={styles.drawing}>
        <svg
          ref={chart}
          className={styles.chart}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${title}. ${summary}`}
        >
          {children}
        </svg>
        {below}
      </div>
      {legend && legend.length > 0 ? (
        <ul className={styles.legend}>
          {legend.map(({ name, sample }) => (
            <li key={name}>
              {sample} {name}
            </li>
          ))}
        </ul>
      ) : null}
      <div className={styles.foot}>
        {table ? (
          <details className={styles.details}>
            <summary>{t('chart.table')}</summary>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
            <section className={styles.scroll} aria-label={title} tabIndex={0}>
              <table className={styles.table}>
                <thead>
                  <tr>
                    {table.heads.map((head) => (
                      <th key={head} scope="col">
                        {head}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {table.rows.map(([name, ...cells]) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      {cells.map((cell, at) => (
                        <td key={table.heads[at + 1]}>{cell}</td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </section>
          </details>
        ) : (
          <span />
        )}
        <div className={styles.save}>
          {(['svg', 'png'] as const).map((ending) => (
            <Button
              key={ending}
              look="quiet"
              aria-label={t(`chart.save.${ending}`, { title })}
              title={t(`chart.save.${ending}`, { title })}
              onClick={() => void save(ending)}
            >
              {ending.toUpperCase()}
            </Button>
          ))}
        </div>
      </div>
    </figure>
  );
}
