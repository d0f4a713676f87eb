import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../ui/Field';
import styles from './Llm.module.css';

/** A row as text: a chip puts the place of a column where the caret stands. */
export function TemplateField(props: {
  readonly template: string;
  readonly columns: readonly string[];
  readonly isDisabled: boolean;
  readonly onChange: (template: string) => void;
}) {
  const { template, columns, isDisabled, onChange } = props;
  const { t } = useTranslation();
  const area = useRef<HTMLTextAreaElement>(null);
  const insert = (column: string): void => {
    const { selectionStart = template.length, selectionEnd = template.length } = area.current ?? {};
    const place = `{${column}}`;
    onChange(template.slice(0, selectionStart) + place + template.slice(selectionEnd));
    const caret = selectionStart + place.length;
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(caret, caret);
    });
  };
  return (
    <div className={styles.template}>
      <fieldset className={styles.chips} aria-label={t('llmScreens.transform.chips')}>
        {columns.map((column) => (
          <button key={column} type="button" className={styles.chip} disabled={isDisabled} onClick={() => insert(column)}>
            <bdi>{`{${column}}`}</bdi>
          </button>
        ))}
      </fieldset>
      <Field label={t('llmScreens.transform.template')} hint={t('llmScreens.transform.templateHint')}>
        <textarea
          ref={area}
          className={styles.area}
          dir="auto"
          rows={2}
          value={template}
          disabled={isDisabled}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
    </div>
  );
}
