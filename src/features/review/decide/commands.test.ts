import { describe, expect, it } from 'vitest';
import type { KeyPress } from '../../../ui/key-press';
import { ariaShortcuts, keymapOf } from '../../../ui/keymap';
import { COMMANDS, commandFor } from './commands';

const press = (key: string, code = '', extra: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...extra,
});

describe('commandFor', () => {
  it.each([
    [press('a'), 'accept'],
    [press('Enter'), 'accept'],
    [press('x'), 'none'],
    [press('r'), 'reject'],
    [press('n'), 'absent'],
    [press('f'), 'flag'],
    [press('m'), 'note'],
    [press('o'), 'reopen'],
    [press('ArrowRight'), 'nextCandidate'],
    [press('ArrowDown', '', { shiftKey: true }), 'extendNext'],
    [press('Escape'), 'single'],
    [press(' '), 'unsure'],
    [press('ArrowDown'), 'next'],
    [press('k'), 'previous'],
    [press('?', 'Slash', { shiftKey: true }), 'help'],
    [press('z', 'KeyZ', { ctrlKey: true }), 'undo'],
    [press('Z', 'KeyZ', { metaKey: true, shiftKey: true }), 'redo'],
    [press('y', 'KeyY', { ctrlKey: true }), 'redo'],
  ])('%j', (key, command) => expect(commandFor(key, true)).toBe(command));

  it('takes digits of any layout', () => {
    expect(commandFor(press('3', 'Digit3'), true)).toEqual({ pick: 2 });
    expect(commandFor(press('"', 'Digit3'), true)).toEqual({ pick: 2 });
    expect(commandFor(press('3', 'Digit3', { shiftKey: true }), true)).toEqual({ pick: 2 });
    expect(commandFor(press('#', 'Digit3', { shiftKey: true }), true)).toBeNull();
    expect(commandFor(press('0', 'Digit0'), true)).toBeNull();
  });

  it('takes letters by place on layouts without Latin letters, by sign on others', () => {
    expect(commandFor(press('ф', 'KeyA'), true)).toBe('accept');
    expect(commandFor(press('я', 'KeyZ', { ctrlKey: true }), true)).toBe('undo');
    expect(commandFor(press('a', 'KeyQ'), true)).toBe('accept');
    expect(commandFor(press('q', 'KeyA'), true)).toBe('search');
  });

  it.each(['Backspace', 'Delete', 'Tab'])('gives %s no meaning', (key) => {
    expect(commandFor(press(key, key), true)).toBeNull();
  });

  it('leaves keys with Alt, and browser keys with Ctrl, alone', () => {
    expect(commandFor(press('a', 'KeyA', { altKey: true }), true)).toBeNull();
    expect(commandFor(press('a', 'KeyA', { ctrlKey: true }), true)).toBeNull();
    expect(commandFor(press('x', 'KeyX', { ctrlKey: true }), true)).toBeNull();
  });

  // Key and code as Chromium reports them under the layouts of Russian, Greek, Arabic (101) and Hebrew.
  it.each([
    ['Russian', 'в', 'KeyD', 'differences'],
    ['Russian', 'ч', 'KeyX', 'none'],
    ['Greek', 'δ', 'KeyD', 'differences'],
    ['Greek', 'χ', 'KeyX', 'none'],
    ['Greek', 'ξ', 'KeyJ', 'next'],
    ['Arabic', 'ي', 'KeyD', 'differences'],
    ['Arabic', 'ء', 'KeyX', 'none'],
    ['Arabic', 'ظ', 'Slash', 'find'],
    ['Hebrew', 'ג', 'KeyD', 'differences'],
  ])('%s %s', (_layout, key, code, command) => expect(commandFor(press(key, code), true)).toBe(command));

  it('knows the question mark and digits of Arabic, and keys that write two letters', () => {
    expect(commandFor(press('؟', 'Slash', { shiftKey: true }), true)).toBe('help');
    expect(commandFor(press('٣', 'Digit3'), true)).toEqual({ pick: 2 });
    const keymap = keymapOf(COMMANDS, { accept: ['B'] });
    expect(commandFor(press('لا', 'KeyB'), true, keymap)).toBe('accept');
  });

  it('gives every key one meaning, and names it for assistive technology', () => {
    const keymap = keymapOf(COMMANDS, {});
    const keys = COMMANDS.flatMap(({ id }) => [...keymap.keysOf(id)]);
    expect(new Set(keys).size).toBe(keys.length);
    expect(ariaShortcuts(keymap.keysOf('redo'))).toBe('Control+Y Control+Shift+Z');
    expect(ariaShortcuts(keymap.keysOf('next'))).toBe('J ArrowDown');
    expect(ariaShortcuts([])).toBeUndefined();
  });

  it('goes through candidates the way they stand, also from right to left', () => {
    const mirrored = keymapOf(COMMANDS, {}, true);
    expect(commandFor(press('ArrowLeft'), true, mirrored)).toBe('nextCandidate');
    expect(commandFor(press('ArrowRight'), true, mirrored)).toBe('previousCandidate');
    expect(commandFor(press('ArrowDown'), true, mirrored)).toBe('next');
    expect(mirrored.keysOf('nextCandidate')).toEqual(['←']);
  });

  it('can do without single keys', () => {
    expect(commandFor(press('a'), false)).toBeNull();
    expect(commandFor(press('1', 'Digit1'), false)).toBeNull();
    expect(commandFor(press('ArrowUp'), false)).toBe('previous');
    expect(commandFor(press('z', 'KeyZ', { ctrlKey: true }), false)).toBe('undo');
  });
});
