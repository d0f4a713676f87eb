import { useTranslation } from 'react-i18next';
import type { Dataset } from '../../../core/model/types';
import { cellAt } from '../../../core/table/cells';
import styles from './ComparedAs.module.css';

/** The form in which a cell was compared, where cleaning made it another one. */
export function ComparedAs(props: {
  readonly shown: Dataset;
  readonly compared: Dataset;
  readonly column: number;
  readonly row: number;
}) {
  const { t } = useTranslation();
  const { shown, compared, column, row } = props;
  if (shown.cells[column] === compared.cells[column]) return null;
  const text = cellAt(compared, column, row);
  if (text === cellAt(shown, column, row)) return null;
  return (
    <p className={styles.as}>
      {t('review.comparedAs')} <span dir="auto">{text === '' ? t('common.empty') : text}</span>
    </p>
  );
}
