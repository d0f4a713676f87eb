import { useTranslation } from 'react-i18next';
import { FILE_FORMATS, type FileForm } from '../../core/export/write-file';
import styles from '../../ui/ExportForm.module.css';
import { Field, Select } from '../../ui/Field';

const DELIMITERS = [
  [',', 'comma'],
  [';', 'semicolon'],
  ['\t', 'tab'],
] as const;
const LINE_ENDS = [
  ['\r\n', 'crlf'],
  ['\n', 'lf'],
] as const;

/** How a file is written. `isWorkbook`: it can only be one. */
export function FormFields(props: {
  readonly form: FileForm;
  readonly isWorkbook?: boolean;
  readonly onChange: (form: FileForm) => void;
}) {
  const { t } = useTranslation();
  const { form, isWorkbook = false } = props;
  const change = (patch: Partial<FileForm>): void => props.onChange({ ...form, ...patch });
  const format = isWorkbook ? 'xlsx' : form.format;
  return (
    <>
      <div className={styles.selects}>
        <Field label={t('export.format')} hint={t(`export.formatHints.${format}`)}>
          <Select
            disabled={isWorkbook}
            value={format}
            choices={FILE_FORMATS.map((value) => ({ value, label: t(`export.formats.${value}`) }))}
            onChoose={(value) => change({ format: FILE_FORMATS.find((known) => known === value) ?? 'csv' })}
          />
        </Field>
        {format === 'csv' ? (
          <Field label={t('export.delimiter')}>
            <Select
              value={form.delimiter}
              choices={DELIMITERS.map(([value, name]) => ({ value, label: t(`files.delimiters.${name}`) }))}
              onChoose={(value) => change({ delimiter: DELIMITERS.find(([known]) => known === value)?.[0] ?? ',' })}
            />
          </Field>
        ) : null}
        {format === 'csv' ? (
          <Field label={t('export.lineEnd')}>
            <Select
              value={form.lineEnd}
              choices={LINE_ENDS.map(([value, name]) => ({ value, label: t(`export.lineEnds.${name}`) }))}
              onChoose={(value) => change({ lineEnd: LINE_ENDS.find(([known]) => known === value)?.[0] ?? '\r\n' })}
            />
          </Field>
        ) : null}
      </div>
      {format === 'csv' ? (
        <Check isOn={form.bom} label={t('export.bom')} hint={t('export.bomHint')} onChange={(bom) => change({ bom })} />
      ) : null}
      {format === 'csv' || format === 'xlsx' ? (
        <Check
          isOn={form.neutraliseFormulas}
          label={t('export.neutralise')}
          hint={t('export.neutraliseHint')}
          onChange={(neutraliseFormulas) => change({ neutraliseFormulas })}
        />
      ) : null}
    </>
  );
}

/** A box to tick. */
export function Check(props: {
  readonly isOn: boolean;
  readonly label: string;
  readonly hint?: string;
  readonly onChange: (isOn: boolean) => void;
}) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={props.isOn} onChange={(event) => props.onChange(event.target.checked)} />
      <span>
        {props.label}
        {props.hint ? <span className={styles.hint}>{props.hint}</span> : null}
      </span>
    </label>
  );
}
