import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StackedPart } from '../../core/model/types';
import type { StackSettings } from '../../core/table/stack';
import { DEFAULT_STACK } from '../../core/table/stack';
import type { StackFailure } from '../../session/contract';
import { Button } from '../../ui/Button';
import { ErrorText } from '../../ui/ErrorText';
import { Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './StackPanel.module.css';

interface StackPanelProps {
  readonly parts: readonly StackedPart[];
  /** Absent where the files are not at hand. */
  readonly stack: { readonly settings: StackSettings; readonly failures: readonly StackFailure[] } | undefined;
  readonly isFixed: boolean;
  readonly onChange: (settings: StackSettings) => void;
}

/** What a stacked table is made of, what each part lacks, and the columns that say where a row came from. */
export function StackPanel({ parts, stack, isFixed, onChange }: StackPanelProps) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const failures = stack?.failures ?? [];
  const isUneven = failures.length > 0 || parts.some(({ missing }) => missing.length > 0);
  return (
    <details className={styles.panel} open={isUneven}>
      <summary>{t('files.stack.title', { count: parts.length, formatted: number(parts.length) })}</summary>
      <ul className={styles.parts}>
        {failures.map((failure) => (
          <li key={failure.label} className={styles.failed}>
            <strong>{failure.label}</strong> {t('files.stack.failed')}
            <ErrorText error={failure} />
          </li>
        ))}
        {parts.map(({ label, rowCount, missing, problemCount }) => (
          <li key={label}>
            <strong>{label}</strong> {t('common.rows', { count: rowCount, formatted: number(rowCount) })}
            {problemCount > 0 ? `, ${t('files.stack.odd', { count: problemCount, formatted: number(problemCount) })}` : ''}
            {missing.length > 0
              ? `. ${t('files.stack.missing', { count: missing.length, columns: listed(missing), more: missing.length - LISTED })}`
              : ''}
          </li>
        ))}
      </ul>
      {stack ? (
        <SourceColumns key={JSON.stringify(stack.settings)} given={stack.settings} isFixed={isFixed} onChange={onChange} />
      ) : null}
    </details>
  );
}

function SourceColumns(props: {
  readonly given: StackSettings;
  readonly isFixed: boolean;
  readonly onChange: (settings: StackSettings) => void;
}) {
  const { given, isFixed, onChange } = props;
  const { t } = useTranslation();
  const [settings, setSettings] = useState(given);
  const isSame = settings.sourceColumn === given.sourceColumn && settings.rowColumn === given.rowColumn;
  return (
    <form
      className={styles.columns}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(settings);
      }}
    >
      {(['sourceColumn', 'rowColumn'] as const).map((key) => (
        <div key={key} className={styles.column}>
          <label className={styles.choice}>
            <input
              type="checkbox"
              disabled={isFixed}
              checked={settings[key] !== null}
              onChange={({ target }) =>
                setSettings({ ...settings, [key]: target.checked ? (given[key] ?? DEFAULT_STACK[key]) : null })
              }
            />
            {t(`files.stack.${key}`)}
          </label>
          <Input
            aria-label={t(`files.stack.${key}Name`)}
            disabled={isFixed || settings[key] === null}
            required
            pattern=".*\S.*"
            value={settings[key] ?? ''}
            onChange={({ target }) => setSettings({ ...settings, [key]: target.value })}
          />
        </div>
      ))}
      <Button type="submit" disabled={isFixed || isSame}>
        {t('files.stack.apply')}
      </Button>
    </form>
  );
}

const LISTED = 5;
const listed = (names: readonly string[]): string =>
  names
    .slice(0, LISTED)
    .map((name) => `“${name}”`)
    .join(', ') + (names.length > LISTED ? ' …' : '');
