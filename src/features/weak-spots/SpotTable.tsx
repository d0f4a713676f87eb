import { Fragment, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Estimate } from '../../core/evaluation/intervals';
import type { VariantKindId } from '../../core/variants/kind';
import type { WeakSpotAdvice, WeakSpotExample } from '../../core/weak-spots/weak-spots';
import { useFormats } from '../../ui/format';
import { useShares } from './use-shares';
import styles from './WeakSpots.module.css';

export interface SpotRow {
  readonly kind: VariantKindId;
  readonly cells: readonly ReactNode[];
  readonly advice: readonly WeakSpotAdvice[];
  readonly examples: readonly { readonly example: WeakSpotExample; readonly outcome: string }[];
}

/** Kinds of noise, each with its figures, what helps, and examples to open. */
export function SpotTable(props: {
  readonly title: string;
  readonly text: string;
  readonly headers: readonly string[];
  readonly spots: readonly SpotRow[];
  /** The table's row of each row that was looked at. */
  readonly rows: Uint32Array;
}) {
  const { title, text, headers, spots, rows } = props;
  const { t } = useTranslation();
  const id = useId();
  if (spots.length === 0) return null;
  return (
    <div className={styles.part}>
      <h3 id={id}>{title}</h3>
      <p className={styles.muted}>{text}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard. */}
      <section className={styles.scroll} tabIndex={0} aria-labelledby={id}>
        <table className={styles.kinds}>
          <thead>
            <tr>
              <th scope="col">{t('weakSpots.columns.kind')}</th>
              {headers.map((header) => (
                <th key={header} scope="col" className={styles.figure}>
                  {header}
                </th>
              ))}
              <th scope="col">{t('weakSpots.columns.advice')}</th>
            </tr>
          </thead>
          <tbody>
            {spots.map((spot) => (
              <tr key={spot.kind}>
                <th scope="row">
                  {t(`weakSpots.kinds.${spot.kind}`)}
                  <Examples spot={spot} rows={rows} />
                </th>
                {spot.cells.map((cell, at) => (
                  <td key={headers[at]} className={styles.figure}>
                    {cell}
                  </td>
                ))}
                <td>
                  <Advice advice={spot.advice} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A share, and its interval below; a dash where nothing was counted. */
export function ShareCell({ of }: { readonly of: Estimate }) {
  const { t } = useTranslation();
  const { share } = useShares();
  if (of.low === 0 && of.high === 1) return '–';
  return (
    <>
      <strong>{share(of.value)}</strong>
      <span className={styles.interval}>{t('evaluate.interval', { low: share(of.low), high: share(of.high) })}</span>
    </>
  );
}

function Examples({ spot, rows }: { readonly spot: SpotRow; readonly rows: Uint32Array }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <details className={styles.examples}>
      <summary aria-label={t('weakSpots.examplesOf', { kind: t(`weakSpots.kinds.${spot.kind}`) })}>
        {t('weakSpots.examples')}
      </summary>
      <dl>
        {spot.examples.map(({ example, outcome }) => (
          <Fragment key={`${example.row} ${example.column} ${example.variant}`}>
            <dt>{t('weakSpots.example.row', { row: number(rows[example.row]! + 1), column: example.column })}</dt>
            <dd>
              <span dir="auto">{example.original}</span> → <strong dir="auto">{example.variant}</strong>
              <span className={styles.outcome} dir="auto">
                {outcome}
              </span>
            </dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}

function Advice({ advice }: { readonly advice: readonly WeakSpotAdvice[] }) {
  const { t } = useTranslation();
  if (advice.length === 0) return <span className={styles.muted}>{t('weakSpots.advice.none')}</span>;
  return (
    <ul className={styles.advice}>
      {advice.map((one) => (
        <li key={one.kind}>
          {one.kind === 'tune' ? (
            <AdviceText advice={one} />
          ) : (
            <Link href={one.kind === 'aliases' ? '/aliases' : '/set-up'}>
              <AdviceText advice={one} />
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function AdviceText({ advice }: { readonly advice: WeakSpotAdvice }) {
  const { t } = useTranslation();
  switch (advice.kind) {
    case 'clean':
      return t('weakSpots.advice.clean', { column: advice.column, step: t(`cleaning.kinds.${advice.step}`) });
    case 'qualifier':
      return t('weakSpots.advice.qualifier', { column: advice.column });
    case 'keep-letters':
      return t('weakSpots.advice.keepLetters');
    case 'accurate-model':
      return t('weakSpots.advice.accurateModel');
    case 'raise-threshold':
      return t('weakSpots.advice.raiseThreshold');
    case 'loosen-blocking':
      return t('weakSpots.advice.loosenBlocking');
    default:
      return t(`weakSpots.advice.${advice.kind}`);
  }
}
