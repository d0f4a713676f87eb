import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AliasGroup } from '../../core/aliases/alias-group';
import { groupKey } from '../../core/aliases/alias-group';
import { groupOfLines } from '../../core/aliases/edit-groups';
import { fold } from '../../core/text/fold';
import type { AliasScope } from '../../session/aliases';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useFormats } from '../../ui/format';
import styles from './Aliases.module.css';
import { GroupWords } from './group-words';
import { ScopeField } from './ScopeField';
import { useAliasCounts } from './use-alias-counts';
import { useGroups } from './use-groups';

const SHOWN = 100;

/** All groups with what each touches; search, change, remove and undo. */
export function AliasList() {
  const { t } = useTranslation();
  const { number } = useFormats();
  const session = useSession();
  const canUndo = useSessionState((state) => state.aliases.canUndo);
  const isWithin = useSessionState((state) => state.project?.settings.task === 'deduplicate');
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { groups, scopeOf } = useGroups();
  const [query, setQuery] = useState('');
  const [most, setMost] = useState(SHOWN);
  const [edited, setEdited] = useState<string | null>(null);
  const wanted = fold(useDeferredValue(query).trim());
  const rowsOf = useAliasCounts(groups);
  const found = wanted === '' ? groups : groups.filter(({ words }) => words.some((word) => fold(word).includes(wanted)));
  return (
    <>
      <div className={styles.actions}>
        {groups.length > 0 ? (
          <Field label={t('aliases.list.search')}>
            <Input type="search" value={query} onChange={(event) => setQuery(event.target.value)} />
          </Field>
        ) : null}
        {canUndo ? (
          <Button look="quiet" disabled={isReadOnly} onClick={() => void session.aliases.undo()}>
            {t('aliases.list.undo')}
          </Button>
        ) : null}
      </div>
      <p role="status" className={styles.muted}>
        {groups.length === 0
          ? t('aliases.list.none')
          : found.length === 0
            ? t('aliases.list.noneFound')
            : t('aliases.list.count', { count: found.length, formatted: number(found.length) })}
      </p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
      <ul className={styles.list} role="list">
        {found.slice(0, most).map((group) => {
          const key = groupKey(group);
          const words = group.words.join(', ');
          const rows = rowsOf?.(group);
          return (
            <li key={key} className={styles.group}>
              {edited === key ? (
                <GroupEditor group={group} scope={scopeOf(group)} onClose={() => setEdited(null)} />
              ) : (
                <>
                  <div>
                    <GroupWords group={group} />
                    <div className={styles.facts}>
                      <span>{t(`aliases.add.scopes.${scopeOf(group)}`)}</span>
                      {group.column === undefined ? null : <span>{t('aliases.list.inColumn', { column: group.column })}</span>}
                      {rowsOf === null ? null : (
                        <span>
                          {rows === undefined
                            ? t('aliases.list.counting')
                            : isWithin
                              ? t('aliases.list.rowsWithin', { count: rows.left, formatted: number(rows.left) })
                              : t('aliases.list.rows', { left: number(rows.left), right: number(rows.right) })}
                        </span>
                      )}
                    </div>
                  </div>
                  <div className={styles.buttons}>
                    <Button
                      look="quiet"
                      disabled={isReadOnly}
                      aria-label={t('aliases.list.editLabel', { words })}
                      onClick={() => setEdited(key)}
                    >
                      {t('aliases.list.edit')}
                    </Button>
                    <Button
                      look="quiet"
                      disabled={isReadOnly}
                      aria-label={t('aliases.list.removeLabel', { words })}
                      onClick={() => void session.aliases.edit({ remove: [group], scope: scopeOf(group) })}
                    >
                      {t('aliases.list.remove')}
                    </Button>
                  </div>
                </>
              )}
            </li>
          );
        })}
      </ul>
      {found.length > most ? (
        <Button look="quiet" onClick={() => setMost(most + SHOWN)}>
          {t('aliases.list.more', {
            count: Math.min(SHOWN, found.length - most),
            formatted: number(Math.min(SHOWN, found.length - most)),
          })}
        </Button>
      ) : null}
    </>
  );
}

/** The words of one group, a line each, and where they count. */
function GroupEditor(props: { readonly group: AliasGroup; readonly scope: AliasScope; readonly onClose: () => void }) {
  const { group, onClose } = props;
  const { t } = useTranslation();
  const session = useSession();
  const [lines, setLines] = useState(group.words.join('\n'));
  const [scope, setScope] = useState(props.scope);
  const next = groupOfLines(lines, group);
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault();
        if (!next) return;
        void session.aliases.edit({ remove: [group], add: [next], scope });
        onClose();
      }}
    >
      <Field label={t('aliases.list.words')} hint={t('aliases.list.editHint')}>
        {/* biome-ignore lint/a11y/noAutofocus: the person has just asked to edit. */}
        <textarea autoFocus dir="auto" rows={3} value={lines} onChange={(event) => setLines(event.target.value)} />
      </Field>
      <ScopeField scope={scope} onChange={setScope} />
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button look="main" type="submit" disabled={next === null}>
          {t('aliases.list.save')}
        </Button>
      </div>
    </form>
  );
}
