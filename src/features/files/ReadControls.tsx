import { useTranslation } from 'react-i18next';
import { ENCODINGS } from '../../core/files/encodings';
import type { ReadSettings, SheetSummary, SourceDescription } from '../../core/model/types';
import { Field, Select } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './ReadControls.module.css';

const HEADER_ROWS = 10;
const DELIMITERS = [',', ';', '\t', '|'] as const;
const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
/** What else is read as one of them. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['windows-1252', 'windows-1252 (iso-8859-1)'],
  ['windows-1254', 'windows-1254 (iso-8859-9)'],
  ['windows-874', 'windows-874 (iso-8859-11)'],
]);

/** How the file was read, each guess open to change. A change reads the file again. */
export function ReadControls(props: {
  readonly source: SourceDescription;
  readonly isFixed: boolean;
  readonly onChange: (part: ReadSettings) => void;
}) {
  const { source, isFixed, onChange } = props;
  const { t } = useTranslation();
  const { number } = useFormats();

  const sheetLabel = ({ name, isHidden, rowCount, isDeclared }: SheetSummary): string => {
    const sheet = isHidden ? t('files.sheetHidden', { sheet: name }) : name;
    if (rowCount === undefined) return sheet;
    const rows = t('common.rows', { count: rowCount, formatted: number(rowCount) });
    return t(isDeclared ? 'files.sheetAbout' : 'files.sheetRows', { sheet, rows });
  };
  return (
    <div className={styles.controls} data-tour="recognised">
      {source.sheets.length > 0 ? (
        <Field label={t('files.sheet')}>
          <Select
            disabled={isFixed}
            value={source.sheet ?? ''}
            choices={source.sheets.map((sheet) => ({ value: sheet.name, label: sheetLabel(sheet) }))}
            onChoose={(sheet) => onChange({ sheet, headerRow: 'auto', skipLast: 0 })}
          />
        </Field>
      ) : null}
      <Field label={t('files.header')}>
        <Select
          disabled={isFixed}
          value={source.headerRow === null ? 'none' : String(source.headerRow)}
          choices={[
            { value: 'none', label: t('files.headerNone') },
            ...rowsUpTo(Math.max(HEADER_ROWS, (source.headerRow ?? 0) + 1)).map((row) => ({
              value: String(row),
              label: t('files.headerRow', { row: row + 1 }),
            })),
          ]}
          onChoose={(row) => onChange({ headerRow: row === 'none' ? 'none' : Number(row) })}
        />
      </Field>
      {source.encoding === null ? null : (
        <Field label={t('files.encoding')}>
          <Select
            disabled={isFixed}
            value={source.encoding}
            choices={withValue(ENCODINGS, source.encoding).map((value) => ({ value, label: ALIASES.get(value) ?? value }))}
            onChoose={(encoding) => onChange({ encoding })}
          />
        </Field>
      )}
      {source.delimiter === null ? null : (
        <Field label={t('files.delimiter')}>
          <Select
            disabled={isFixed}
            value={source.delimiter}
            choices={withValue(DELIMITERS, source.delimiter).map((value) => ({
              value,
              label: isNamed(value) ? t(`files.delimiters.${DELIMITER_NAMES[value]}`) : value,
            }))}
            onChoose={(delimiter) => onChange({ delimiter })}
          />
        </Field>
      )}
    </div>
  );
}

const rowsUpTo = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

const withValue = (known: readonly string[], value: string): readonly string[] =>
  known.includes(value) ? known : [value, ...known];

const isNamed = (value: string): value is keyof typeof DELIMITER_NAMES => Object.hasOwn(DELIMITER_NAMES, value);
