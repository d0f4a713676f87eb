import { useTranslation } from 'react-i18next';
import type { TransformPreview } from '../../session/llm/llm-contract';
import { PlainText } from '../../ui/DiffText';
import { useFormats } from '../../ui/format';
import styles from './Llm.module.css';

/** Rows before and after. */
export function PreviewTable(props: {
  readonly preview: TransformPreview;
  readonly columns: readonly string[];
  readonly into: readonly string[];
}) {
  const { preview, columns, into } = props;
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={t('llmScreens.transform.preview')}>
      <table className={styles.table}>
        <caption>{t('llmScreens.transform.preview')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('llmScreens.transform.row')}</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
            {into.map((name) => (
              <th key={name} scope="col" className={styles.made}>
                <span aria-hidden="true">→</span> <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ row, cells, answers }) => (
            <tr key={row}>
              <th scope="row">{number(row + 1)}</th>
              {columns.map((name, at) => (
                <td key={name}>
                  <PlainText text={cells[at] ?? ''} />
                </td>
              ))}
              {answers === null ? (
                <td colSpan={into.length} className={styles.missing}>
                  {t('llmScreens.transform.noAnswer')}
                </td>
              ) : (
                into.map((name, at) => (
                  <td key={name} className={styles.made}>
                    <PlainText text={answers[at] ?? ''} />
                  </td>
                ))
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
