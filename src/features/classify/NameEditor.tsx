import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NamedClass } from '../../core/classify/stored-sorting';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import styles from './ClassifyPage.module.css';

interface NameEditorProps {
  readonly classes: readonly NamedClass[];
  readonly isDisabled: boolean;
  readonly onChange: (classes: readonly NamedClass[]) => void;
}

interface Draft {
  readonly key: number;
  readonly name: string;
  /** One description a line. */
  readonly text: string;
}

const FEWEST = 2;

/** Names of categories, each with what belongs there. */
export function NameEditor({ classes, isDisabled, onChange }: NameEditorProps) {
  const { t } = useTranslation();
  const next = useRef(0);
  const draft = (name = '', text = ''): Draft => ({ key: next.current++, name, text });
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => {
    const known = classes.map(({ name, descriptions }) => draft(name, descriptions.join('\n')));
    return [...known, ...Array.from({ length: Math.max(0, FEWEST - known.length) }, () => draft())];
  });
  const list = useRef<HTMLOListElement>(null);
  const [isAdded, setIsAdded] = useState(false);
  useEffect(() => {
    if (isAdded) list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus();
    setIsAdded(false);
  }, [isAdded]);
  const keep = (of: readonly Draft[]): void => {
    setDrafts(of);
    onChange(classesOf(of));
  };
  const edit = (key: number, part: Partial<Draft>): void =>
    keep(drafts.map((one) => (one.key === key ? { ...one, ...part } : one)));
  return (
    <fieldset disabled={isDisabled} className={styles.names}>
      <legend className={styles.legend}>{t('classifying.names')}</legend>
      <ol ref={list} className={styles.nameList}>
        {drafts.map(({ key, name, text }, at) => (
          <li key={key} className={styles.name}>
            <Field label={t('classifying.name', { place: at + 1 })}>
              <Input value={name} dir="auto" onChange={(event) => edit(key, { name: event.target.value })} />
            </Field>
            <Field label={t('classifying.description', { place: at + 1 })}>
              <textarea
                className={styles.text}
                rows={2}
                dir="auto"
                value={text}
                placeholder={t('classifying.descriptionHint')}
                onChange={(event) => edit(key, { text: event.target.value })}
              />
            </Field>
            <Button
              look="quiet"
              disabled={drafts.length <= 1}
              aria-label={t('classifying.removeName', { name: name || at + 1 })}
              onClick={() => keep(drafts.filter((one) => one.key !== key))}
            >
              {t('classifying.remove')}
            </Button>
          </li>
        ))}
      </ol>
      <div>
        <Button
          onClick={() => {
            setDrafts([...drafts, draft()]);
            setIsAdded(true);
          }}
        >
          {t('classifying.addName')}
        </Button>
      </div>
    </fieldset>
  );
}

/** Names without white space around them; those that come twice are one. */
function classesOf(drafts: readonly Draft[]): NamedClass[] {
  const byName = new Map<string, string[]>();
  for (const { name, text } of drafts) {
    if (name.trim() === '') continue;
    const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    byName.set(name.trim(), [...(byName.get(name.trim()) ?? []), ...lines]);
  }
  return [...byName].map(([name, descriptions]) => ({ name, descriptions }));
}
