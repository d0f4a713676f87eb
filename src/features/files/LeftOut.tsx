import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadSettings, SourceDescription } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './LeftOut.module.css';

/** What is left out above the headers and at the end, and what looks as if it should be. */
export function LeftOut(props: {
  readonly source: SourceDescription;
  readonly rowCount: number;
  readonly isMergedFilled: boolean;
  readonly isFixed: boolean;
  readonly onChange: (part: ReadSettings) => void;
}) {
  const { isFixed, onChange } = props;
  const { aboveCount = 0, belowCount = 0, suggestedLast = 0, mergedCount = 0, fileName, sheet } = props.source;
  const { t } = useTranslation();
  const { number } = useFormats();
  const [keptIn, setKeptIn] = useState('');
  const id = useId();
  // One row stays: a table without rows is none.
  const most = belowCount + props.rowCount - 1;
  const here = `${fileName} ${sheet ?? ''}`;
  const said = (key: 'above' | 'below', count: number): string => t(`files.leftOut.${key}`, { count, formatted: number(count) });
  return (
    <>
      {suggestedLast > 0 && keptIn !== here && !isFixed ? (
        <div className={styles.suggestion} role="status">
          <p>{t('files.leftOut.suggested', { count: suggestedLast, formatted: number(suggestedLast) })}</p>
          <div className={styles.buttons}>
            <Button onClick={() => onChange({ skipLast: belowCount + suggestedLast })}>{t('files.leftOut.leave')}</Button>
            <Button look="quiet" onClick={() => setKeptIn(here)}>
              {t('files.leftOut.keep')}
            </Button>
          </div>
        </div>
      ) : null}
      <p className={styles.line}>
        {mergedCount > 0 ? (
          <label className={styles.merged}>
            <span>{t('files.leftOut.merged', { count: mergedCount, formatted: number(mergedCount) })}</span>
            <span>
              <input
                type="checkbox"
                disabled={isFixed}
                checked={props.isMergedFilled}
                onChange={({ target }) => onChange({ fillMerged: target.checked })}
              />{' '}
              {t('files.leftOut.fillMerged')}
            </span>
          </label>
        ) : null}
        {aboveCount > 0 ? <span>{said('above', aboveCount)}</span> : null}
        {belowCount > 0 ? <span>{said('below', belowCount)}</span> : null}
        <label htmlFor={id}>{t('files.leftOut.atEnd')}</label>
        <Input
          key={belowCount}
          id={id}
          className={styles.count}
          type="number"
          min={0}
          max={most}
          step={1}
          disabled={isFixed}
          defaultValue={belowCount}
          onBlur={({ target }) => {
            const wanted = Math.min(most, Math.max(0, Math.trunc(Number(target.value) || 0)));
            target.value = String(wanted);
            if (wanted !== belowCount) onChange({ skipLast: wanted });
          }}
          onKeyDown={({ key, currentTarget }) => {
            if (key === 'Enter') currentTarget.blur();
          }}
        />
      </p>
    </>
  );
}
