import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChosenKeys, chooseKey, clashOf, type KeyedCommand, keymapOf, readChosenKeys, resetKeys } from './keymap';

const REVIEW: readonly KeyedCommand[] = [
  { id: 'accept', keys: ['A', 'Enter'] },
  { id: 'none', keys: ['X'] },
  { id: 'next', keys: ['J'], fixed: ['↓'] },
  { id: 'undo', keys: [], fixed: ['Ctrl Z'] },
];
const CLUSTERS: readonly KeyedCommand[] = [
  { id: 'confirm', keys: ['A'] },
  { id: 'split', keys: ['S'] },
  { id: 'next', keys: ['J'], fixed: ['↓'] },
  { id: 'undo', keys: [], fixed: ['Ctrl Z'] },
];
const SCREENS = [REVIEW, CLUSTERS];

describe('chosen keys', () => {
  it('take the place of the first key; the others and fixed ones stay', () => {
    const keymap = keymapOf(REVIEW, chooseKey('W', 'accept', SCREENS, {}));
    expect(keymap.keysOf('accept')).toEqual(['W', 'Enter']);
    expect(keymap.idOf('A')).toBeUndefined();
    expect(keymapOf(REVIEW, chooseKey('U', 'undo', SCREENS, {})).keysOf('undo')).toEqual(['U', 'Ctrl Z']);
  });

  it('clash on the screens that both commands are on', () => {
    expect(clashOf('X', 'accept', SCREENS, {})).toEqual({ kind: 'taken', by: 'none' });
    expect(clashOf('S', 'accept', SCREENS, {})).toBeNull();
    expect(clashOf('S', 'next', SCREENS, {})).toEqual({ kind: 'taken', by: 'split' });
    expect(clashOf('↓', 'accept', SCREENS, {})).toEqual({ kind: 'fixed', by: 'next' });
    expect(clashOf('A', 'accept', SCREENS, {})).toEqual({ kind: 'own' });
  });

  it.each(['3', '0'])('cannot be the number %s', (key) => {
    expect(clashOf(key, 'accept', SCREENS, {})).toEqual({ kind: 'digit' });
  });

  it.each(['Backspace', 'Delete', 'Tab', 'Ctrl W', 'F5', 'Shift A', 'Esc'])('cannot be %s', (key) => {
    expect(clashOf(key, 'accept', SCREENS, {})).toEqual({ kind: 'reserved' });
  });

  it('are taken from the command that has them, and come back with its reset', () => {
    const taken = chooseKey('X', 'accept', SCREENS, {});
    expect(keymapOf(REVIEW, taken).keysOf('none')).toEqual([]);
    const back = resetKeys('none', SCREENS, taken);
    expect(keymapOf(REVIEW, back).keysOf('none')).toEqual(['X']);
    expect(keymapOf(REVIEW, back).keysOf('accept')).toEqual(['Enter']);
    expect(keymapOf(REVIEW, resetKeys('accept', SCREENS, back)).keysOf('accept')).toEqual(['A', 'Enter']);
  });

  it('never give one key to two commands of a screen, whatever is chosen and reset', () => {
    const ids = fc.constantFrom('accept', 'none', 'next', 'undo', 'confirm', 'split');
    const step = fc.record({ id: ids, key: fc.constantFrom('A', 'B', 'X', 'J', 'S', 'Enter', '/'), isReset: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let chosen: ChosenKeys = {};
        for (const { id, key, isReset } of steps) {
          if (isReset) chosen = resetKeys(id, SCREENS, chosen);
          else if (clashOf(key, id, SCREENS, chosen)?.kind !== 'own') chosen = chooseKey(key, id, SCREENS, chosen);
        }
        for (const commands of SCREENS) {
          const keymap = keymapOf(commands, chosen);
          const keys = commands.flatMap(({ id }) => keymap.keysOf(id));
          expect(new Set(keys).size).toBe(keys.length);
        }
      }),
      { seed: 11 },
    );
  });

  it('are read back as they were kept; what is odd counts for nothing', () => {
    const chosen = chooseKey('W', 'accept', SCREENS, {});
    expect(readChosenKeys(JSON.stringify(chosen))).toEqual(chosen);
    for (const odd of ['', 'null', '3', '{"accept":"W"}', '{"accept":[3]}', '{']) expect(readChosenKeys(odd)).toEqual({});
  });
});
