import { useTranslation } from 'react-i18next';
import type { ComparedColumns } from '../../core/model/settings';
import type { Dataset, Sides } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { ColumnChoice } from './ColumnChoice';
import styles from './ColumnPairs.module.css';
import { type ColumnPair, comparedColumns, nextPair, pairsOf } from './column-pairs';

interface ColumnPairsProps {
  readonly datasets: Sides<Dataset>;
  readonly on: ComparedColumns;
  readonly isDisabled: boolean;
  readonly onChange: (on: ComparedColumns) => void;
}

/** Which columns are compared with which, each with sample values from both tables. */
export function ColumnPairs({ datasets, on, isDisabled, onChange }: ColumnPairsProps) {
  const { t } = useTranslation();
  const pairs = pairsOf(on);
  const leftNames = datasets.left.columns.map((column) => column.name);
  const rightNames = datasets.right.columns.map((column) => column.name);
  const addition = nextPair(pairs, leftNames, rightNames);
  const replace = (index: number, pair: ColumnPair) => onChange(comparedColumns(pairs.with(index, pair)));

  return (
    <fieldset className={styles.pairs} data-tour="columns">
      <legend className={styles.legend}>{t('setUp.pairs')}</legend>
      <p className={styles.hint}>{t('setUp.pairsHint')}</p>
      <ol className={styles.list}>
        {pairs.map((pair, index) => (
          // A line has no identity of its own: the same column may be named twice while it is edited.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={index} className={styles.pair}>
            <ColumnChoice
              label={t('setUp.leftColumn', { n: index + 1 })}
              dataset={datasets.left}
              column={pair.left}
              isDisabled={isDisabled}
              onChoose={(left) => replace(index, { ...pair, left })}
            />
            <span className={styles.with} aria-hidden="true">
              ↔
            </span>
            <ColumnChoice
              label={t('setUp.rightColumn', { n: index + 1 })}
              dataset={datasets.right}
              column={pair.right}
              isDisabled={isDisabled}
              onChoose={(right) => replace(index, { ...pair, right })}
            />
            <Button
              look="quiet"
              className={styles.remove}
              disabled={isDisabled}
              aria-label={t('setUp.removePair', { n: index + 1 })}
              onClick={() => onChange(comparedColumns(pairs.toSpliced(index, 1)))}
            >
              {t('setUp.removeShort')}
            </Button>
          </li>
        ))}
      </ol>
      {pairs.length === 0 ? <p className={styles.none}>{t('setUp.noPairs')}</p> : null}
      <Button
        disabled={isDisabled || addition === null}
        onClick={() => addition && onChange(comparedColumns([...pairs, addition]))}
      >
        <span aria-hidden="true">＋</span> {t('setUp.addPair')}
      </Button>
    </fieldset>
  );
}
