import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetSummary } from '../../core/model/types';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import styles from './StackPanel.module.css';

/** A button that asks which sheets of a file are stacked into one table. */
export function StackSheets(props: {
  readonly sheets: readonly SheetSummary[];
  readonly isFixed: boolean;
  readonly onStack: (sheets: readonly string[]) => void;
}) {
  const { sheets, isFixed, onStack } = props;
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const toggle = (name: string): void =>
    setChosen((before) => (before?.includes(name) ? before.filter((other) => other !== name) : [...(before ?? []), name]));
  return (
    <div>
      <Button
        look="quiet"
        disabled={isFixed}
        onClick={() => setChosen(sheets.filter(({ isHidden }) => !isHidden).map(({ name }) => name))}
      >
        {t('files.stack.sheets')}
      </Button>
      {chosen ? (
        <Dialog
          title={t('files.stack.sheetsTitle')}
          closeLabel={t('common.cancel')}
          onClose={() => setChosen(null)}
          actions={
            <Button
              look="main"
              disabled={chosen.length === 0}
              onClick={() => {
                setChosen(null);
                onStack(sheets.filter(({ name }) => chosen.includes(name)).map(({ name }) => name));
              }}
            >
              {t('files.stack.sheetsGo', { count: chosen.length })}
            </Button>
          }
        >
          <p>{t('files.stack.sheetsLead')}</p>
          {sheets.map(({ name, isHidden }) => (
            <div key={name}>
              <label className={styles.choice}>
                <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
                {isHidden ? t('files.sheetHidden', { sheet: name }) : name}
              </label>
            </div>
          ))}
        </Dialog>
      ) : null}
    </div>
  );
}
