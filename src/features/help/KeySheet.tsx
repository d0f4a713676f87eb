import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button';
import { keyName } from '../../ui/key-press';
import { useKeySettings } from '../../ui/key-settings';
import { chooseKey, clashOf, type KeyClash, type KeyedCommand, keymapOf, resetKeys } from '../../ui/keymap';
import styles from './KeySheet.module.css';

export type ExplainedCommand = KeyedCommand & { readonly does: string };

/** Keys that mean something only together with another. */
const HELD = new Set(['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'Dead', 'Process', 'Unidentified']);
/** Digits and Esc do the same in every list, so they are not given away. */
const SETTLED = new Set(['pick', 'toggle', 'single']);

interface Said {
  readonly text: string;
  /** The key that another command would have to give away, and who would get it. */
  readonly take: { readonly key: string; readonly id: string } | null;
}

/** The keys of review and of the clusters; any can be changed by pressing a new one. */
export function KeySheet(props: {
  readonly review: readonly ExplainedCommand[];
  readonly clusters: readonly ExplainedCommand[];
}) {
  const { review, clusters } = props;
  const { t, i18n } = useTranslation();
  const { chosen, choose } = useKeySettings();
  const [asking, setAsking] = useState<string | null>(null);
  const [said, setSaid] = useState<Said>({ text: '', take: null });
  const hasCaught = useRef(false);
  const screens = [review, clusters];
  const all = [...review, ...clusters];
  const doesOf = (id: string): string => all.find((command) => command.id === id)?.does ?? '';
  const shown = (key: string): string => (key === 'Space' ? t('help.space') : key);
  const give = (key: string, id: string) => {
    choose(chooseKey(key, id, screens, chosen));
    setSaid({ text: t('help.keyGiven', { action: doesOf(id), key: shown(key) }), take: null });
  };
  const refuse = (key: string, id: string, clash: KeyClash) => {
    const action = 'by' in clash ? doesOf(clash.by) : '';
    setSaid({
      text: t(`help.clash.${clash.kind}`, { key: shown(key), action }),
      take: clash.kind === 'taken' ? { key, id } : null,
    });
  };
  const onKeyDown = (id: string) => (event: KeyboardEvent) => {
    hasCaught.current = false;
    if (asking !== id || HELD.has(event.key) || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    hasCaught.current = true;
    setAsking(null);
    if (event.key === 'Escape') {
      setSaid({ text: '', take: null });
      return;
    }
    const key = keyName(event.nativeEvent);
    const clash = key === null ? ({ kind: 'reserved' } as const) : clashOf(key, id, screens, chosen);
    if (clash) refuse(key ?? event.key, id, clash);
    else give(key!, id);
  };
  const table = (commands: readonly ExplainedCommand[], label: string) => {
    const keymap = keymapOf(commands, chosen, i18n.dir() === 'rtl');
    return (
      <table className={styles.keys} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t('help.keyColumn')}</th>
            <th scope="col">{t('help.actionColumn')}</th>
            <th scope="col">{t('help.changeColumn')}</th>
          </tr>
        </thead>
        <tbody>
          {commands.map(({ id, does }) => (
            <tr key={id}>
              <td>
                {keymap.keysOf(id).map((key) => (
                  <kbd key={key} className={styles.key}>
                    {shown(key)}
                  </kbd>
                ))}
                {keymap.keysOf(id).length === 0 ? <span className={styles.none}>{t('help.noKey')}</span> : null}
              </td>
              <td>{does}</td>
              <td className={styles.change}>
                {SETTLED.has(id) ? null : (
                  <Button
                    look={asking === id ? 'main' : 'quiet'}
                    aria-label={asking === id ? undefined : t('help.changeOf', { action: does })}
                    onClick={() => {
                      setAsking(id);
                      setSaid({ text: t('help.press', { action: does }), take: null });
                    }}
                    onKeyDown={onKeyDown(id)}
                    onKeyUp={(event) => {
                      if (hasCaught.current) event.preventDefault();
                    }}
                    onBlur={() => setAsking((current) => (current === id ? null : current))}
                  >
                    {asking === id ? t('help.pressing') : t('help.change')}
                  </Button>
                )}
                {Object.hasOwn(chosen, id) ? (
                  <Button
                    look="quiet"
                    aria-label={t('help.resetOf', { action: does })}
                    onClick={() => {
                      choose(resetKeys(id, screens, chosen));
                      setSaid({ text: t('help.resetDone', { action: does }), take: null });
                    }}
                  >
                    {t('help.reset')}
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    );
  };
  const shared = new Set(review.map(({ id }) => id));
  return (
    <>
      <p className={styles.hint}>{t('help.changeHint')}</p>
      <div className={styles.said} data-filled={said.text !== '' || undefined}>
        <p role="status">{said.text}</p>
        {said.take ? (
          <Button onClick={() => give(said.take!.key, said.take!.id)}>
            {t('help.take', { key: shown(said.take.key), action: doesOf(said.take.id) })}
          </Button>
        ) : null}
      </div>
      {table(review, t('help.keys'))}
      <h3>{t('help.clusterKeys')}</h3>
      {table(
        clusters.filter(({ id }) => !shared.has(id)),
        t('help.clusterKeys'),
      )}
      <div>
        <Button
          disabled={Object.keys(chosen).length === 0}
          onClick={() => {
            choose({});
            setSaid({ text: t('help.allReset'), take: null });
          }}
        >
          {t('help.resetAll')}
        </Button>
      </div>
    </>
  );
}
