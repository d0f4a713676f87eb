import { type ComponentProps, memo, type ReactNode, type RefObject, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadBlob } from '../adapters/download';

import styles from './ChartFrame.module.css';
import { type DrawnArea, pngFile, svgFile } from './chart-picture';
import { PictureButtons } from './PictureButtons';

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
  /** What can be done to the drawing, beside its title. */
  readonly tools?: ReactNode;
  /** Of a drawing that answers to hands and keys: its element, and what that has beside or instead of the role of a picture. */
  readonly chart?: RefObject<SVGSVGElement | null>;
  readonly drawing?: Omit<ComponentProps<'svg'>, 'ref' | 'children'>;
  /** What is saved, where less or more than that is in view. */
  readonly whole?: DrawnArea;
  /** The drawing, in a coordinate system of `width` by `height`. */
  readonly children: ReactNode;
}

/** A drawing with its title, its legend, its figures as a table, and buttons that save it. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, summary, width, height, fileName, table, legend, below, tools, drawing, whole, children } = props;
  const { t } = useTranslation();
  const own = useRef<SVGSVGElement>(null);
  const chart = props.chart ?? own;
  const id = useId();
  const save = async (ending: 'svg' | 'png'): Promise<void> => {
    const drawn = chart.current;
    if (drawn) downloadBlob(ending === 'svg' ? svgFile(drawn, whole) : await pngFile(drawn, whole), `${fileName}.${ending}`);
  };
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <div className={styles.head}>
        <figcaption id={id} className={styles.title}>
          {title}
        </figcaption>
        {tools}
      </div>
      <div className={styles.drawing}>
        <svg
          ref={chart}
          className={styles.chart}
          viewBox={`0 0 ${width} ${height}`}
          role="img"
          aria-label={`${title}. ${summary}`}
          {...drawing}
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
            <Figures title={title} table={table} />
          </details>
        ) : (
          <span />
        )}
        <div className={styles.save}>
          <PictureButtons title={title} onSave={(ending) => void save(ending)} />
        </div>
      </div>
    </figure>
  );
}

/** Not rendered anew as long as the figures are the same: some drawings change with every key. */
const Figures = memo(function Figures({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
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
                <td key={table.heads[at + 1]} dir="auto">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});
