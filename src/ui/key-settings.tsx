import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ariaShortcuts, type ChosenKeys, type KeyedCommand, keymapOf, readChosenKeys } from './keymap';
import { useRemembered } from './remembered';

/** How this person works with keys, kept in this browser. */
export interface KeySettings {
  readonly chosen: ChosenKeys;
  choose(keys: ChosenKeys): void;
  /** False where keys without Ctrl are switched off, arrows excepted. */
  readonly singleKeys: boolean;
  setSingleKeys(value: boolean): void;
  /** Whether a digit picks a candidate and accepts it, or picks it only. */
  readonly digitsAccept: boolean;
  setDigitsAccept(value: boolean): void;
}

const Settings = createContext<KeySettings | null>(null);

export function KeySettingsProvider({ children }: { readonly children: ReactNode }) {
  const [kept, keep] = useRemembered('keys', '{}');
  const [single, setSingle] = useRemembered('single-keys', 'on');
  const [digits, setDigits] = useRemembered('digit-keys', 'accept');
  const settings = useMemo(
    (): KeySettings => ({
      chosen: readChosenKeys(kept),
      choose: (keys) => keep(JSON.stringify(keys)),
      singleKeys: single === 'on',
      setSingleKeys: (value) => setSingle(value ? 'on' : 'off'),
      digitsAccept: digits === 'accept',
      setDigitsAccept: (value) => setDigits(value ? 'accept' : 'pick'),
    }),
    [kept, keep, single, setSingle, digits, setDigits],
  );
  return <Settings value={settings}>{children}</Settings>;
}

export function useKeySettings(): KeySettings {
  const settings = useContext(Settings);
  if (settings === null) throw new Error('No KeySettingsProvider above.');
  return settings;
}

/** The keys in force among some commands. */
export function useKeymap(commands: readonly KeyedCommand[]) {
  const { chosen } = useKeySettings();
  const isMirrored = useTranslation().i18n.dir() === 'rtl';
  return useMemo(() => keymapOf(commands, chosen, isMirrored), [commands, chosen, isMirrored]);
}

/** What a button shows and says about the keys of its command. */
export function useKeyed<Id extends string>(
  commands: readonly (KeyedCommand & { readonly id: Id })[],
): (id: Id) => { readonly hint: string | undefined; readonly 'aria-keyshortcuts': string | undefined } {
  const { t } = useTranslation();
  const keymap = useKeymap(commands);
  return (id) => {
    const keys = keymap.keysOf(id);
    return { hint: keys[0] === 'Space' ? t('help.space') : keys[0], 'aria-keyshortcuts': ariaShortcuts(keys) };
  };
}
