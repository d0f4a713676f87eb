import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AliasGroup, MOST_CHARACTERS_OF_A_WORD } from '../../core/aliases/alias-group';
import { phraseKey } from '../../core/aliases/alias-tokens';
import { isLonger } from '../../core/aliases/compile-aliases';
import { groupsWith, mergeGroups } from '../../core/aliases/edit-groups';
import type { AliasScope } from '../../session/aliases';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Field, Input, Select } from '../../ui/Field';
import styles from './Aliases.module.css';
import { ScopeField } from './ScopeField';
import { useGroups } from './use-groups';

interface AliasFormProps {
  readonly first: { readonly label: string; readonly text: string };
  readonly second: { readonly label: string; readonly text: string };
  /** On the button of the form; absent where that is elsewhere, and names the form by its id. */
  readonly button?: string;
  readonly id?: string;
  /** The column that the words come from; null where that is not known. */
  readonly column?: string | null;
  readonly onDone: () => void;
}

/** Two words that mean the same, and where; words that are known already are joined or kept apart as somebody chooses. */
export function AliasForm({ first, second, button, id, column: from = null, onDone }: AliasFormProps) {
  const { t } = useTranslation();
  const session = useSession();
  const settings = useSessionState((state) => state.project?.settings);
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { groups } = useGroups();
  const [one, setOne] = useState(first.text);
  const [other, setOther] = useState(second.text);
  const [isOneWay, setOneWay] = useState(false);
  const [column, setColumn] = useState('');
  const [scope, setScope] = useState<AliasScope>('project');
  const [joins, setJoins] = useState(true);
  const [isTried, setTried] = useState(false);
  const name = useId();
  const columns = [...new Set([...(settings?.on.left ?? []), ...(from === null ? [] : [from])])];
  const keys = [phraseKey(one), phraseKey(other)] as const;
  const trouble = keys.includes('') ? t('aliases.add.empty') : keys[0] === keys[1] ? t('aliases.add.same') : null;
  const [short, full] = isLonger(keys[0], keys[1]) ? [other.trim(), one.trim()] : [one.trim(), other.trim()];
  const within = column === '' ? null : column;
  const known = trouble || isOneWay ? [] : [...new Set([one, other].flatMap((word) => groupsWith(groups, word, within)))];
  const isNew = !known.some((group) => [one, other].every((word) => groupsWith([group], word, within).length > 0));
  const told = known.filter((group) => !group.isOneWay);
  const add = (): void => {
    setTried(true);
    if (trouble) return;
    const fresh: AliasGroup = {
      words: isOneWay ? [short, full] : [one.trim(), other.trim()],
      ...(isOneWay && { isOneWay: true as const }),
      ...(within !== null && { column: within }),
    };
    const isJoined = told.length > 0 && joins && isNew;
    const change = isJoined ? { remove: told, add: [mergeGroups(told, fresh.words)], scope } : { add: [fresh], scope };
    void session.aliases.edit(change);
    setOne('');
    setOther('');
    setTried(false);
    onDone();
  };
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <div className={styles.pair}>
        <Field label={first.label}>
          <Input dir="auto" value={one} maxLength={MOST_CHARACTERS_OF_A_WORD} onChange={(event) => setOne(event.target.value)} />
        </Field>
        <Field label={second.label}>
          <Input
            dir="auto"
            value={other}
            maxLength={MOST_CHARACTERS_OF_A_WORD}
            onChange={(event) => setOther(event.target.value)}
          />
        </Field>
      </div>
      {trouble ? null : (
        <label className={styles.check}>
          <input type="checkbox" checked={isOneWay} onChange={() => setOneWay(!isOneWay)} />
          <span>
            {t('aliases.add.oneWay', { short, full })}
            <small>{t('aliases.add.oneWayHint')}</small>
          </span>
        </label>
      )}
      <div className={styles.pair}>
        <ScopeField scope={scope} onChange={setScope} />
        {columns.length > 1 ? (
          <Field label={t('aliases.add.column')}>
            <Select
              value={column}
              choices={[{ value: '', label: t('aliases.add.anyColumn') }, ...columns.map((value) => ({ value, label: value }))]}
              onChoose={setColumn}
            />
          </Field>
        ) : null}
      </div>
      {told.length > 0 && isNew ? (
        <fieldset className={styles.choices}>
          <legend>
            {told
              .map((group) => {
                const word = [one, other].find((each) => groupsWith([group], each, within).length > 0)!;
                const others = group.words.filter((each) => phraseKey(each) !== phraseKey(word));
                return t('aliases.add.known', { word: word.trim(), others: others.join(', ') });
              })
              .join(' ')}
          </legend>
          {([true, false] as const).map((value) => (
            <label key={String(value)} className={styles.check}>
              <input type="radio" name={name} checked={joins === value} onChange={() => setJoins(value)} />
              {t(value ? 'aliases.add.join' : 'aliases.add.separate')}
            </label>
          ))}
        </fieldset>
      ) : null}
      <p role="alert" className={styles.trouble}>
        {isTried ? trouble : null}
      </p>
      {id === undefined ? (
        <div className={styles.actions}>
          <Button type="submit" look="main" disabled={isReadOnly}>
            {button}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
