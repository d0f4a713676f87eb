import { useTranslation } from 'react-i18next';
import { mergeGroups, withoutWord } from '../../core/aliases/edit-groups';
import { fullFormOf } from '../../core/aliases/write-alias-table';
import { useSession, useSessionState } from '../../session/react';
import { Button } from '../../ui/Button';
import { numberLocale } from '../../ui/format';
import styles from './Aliases.module.css';
import { useGroups } from './use-groups';

const SHOWN = 20;

/** Words that groups read differently, and what can be done about each. Nothing where there are none. */
export function AliasConflicts() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const lists = new Intl.ListFormat(numberLocale(i18n.language), { type: 'conjunction' });
  const isReadOnly = useSessionState((state) => state.isReadOnly);
  const { groups, conflicts, scopeOf } = useGroups();
  if (conflicts.length === 0) return null;
  return (
    <section className={`${styles.panel} ${styles.warn}`} aria-labelledby="aliases-conflicts">
      <h2 id="aliases-conflicts">{t('aliases.conflicts.title')}</h2>
      <p>{t('aliases.conflicts.lead')}</p>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari drops the role of lists without bullets. */}
      <ul className={styles.lines} role="list">
        {conflicts.slice(0, SHOWN).map((conflict) => {
          const mine = conflict.groups.map((at) => groups[at]!);
          const { word } = conflict;
          const scope = mine.some((group) => scopeOf(group) === 'shared') ? 'shared' : 'project';
          const keep = (kept: (typeof mine)[number]): void => {
            const others = mine.filter((group) => group !== kept && fullFormOf(group) !== fullFormOf(kept));
            const rest = others.map((group) => withoutWord(group, word)).filter((group) => group !== null);
            void session.aliases.edit({ remove: others, add: rest, scope });
          };
          return (
            <li key={`${word} ${conflict.column}`} className={styles.line}>
              <span>
                {t('aliases.conflicts.line', {
                  word: isolate(word),
                  readings: lists.format([...new Set(mine.map(fullFormOf))].map(isolate)),
                })}
              </span>
              {mine.map((group) => (
                <Button key={group.words.join('\n')} disabled={isReadOnly} onClick={() => keep(group)}>
                  {t('aliases.conflicts.keep', { reading: isolate(fullFormOf(group)) })}
                </Button>
              ))}
              <Button
                disabled={isReadOnly}
                onClick={() => void session.aliases.edit({ remove: mine, add: [mergeGroups(mine)], scope })}
              >
                {t('aliases.conflicts.merge')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Words in their own order, whichever way those around them run. */
const isolate = (text: string): string => `\u2068${text}\u2069`;
