import { expect, it } from 'vitest';
import { directionOf, labelOf, shorten } from './label';

const letters = (text: string): number => [...text].length;

it('a text that fits stays; a longer one ends in a sign, within the width, between letters', () => {
  expect(shorten('Museum of Rope', 14, letters)).toBe('Museum of Rope');
  expect(shorten('Museum of Rope', 13, letters)).toBe('Museum of Ro…');
  expect(shorten('Museum of Rope', 8, letters)).toBe('Museum…');
  expect(shorten('𠮷野家𠮷野家', 3, letters)).toBe('𠮷野…');
});

it('the first cell has a line of its own, the others share one', () => {
  expect(labelOf(['Rope Museum', 'Dock Street', 'Seaton'], 2, 14, letters)).toEqual({
    lines: ['Rope Museum', 'Dock Street ·…'],
    width: 14,
  });
  expect(labelOf(['Rope Museum', 'Seaton'], 1, 14, letters).lines).toEqual(['Rope Museum']);
  expect(labelOf(['Rope Museum'], 2, 14, letters).lines).toEqual(['Rope Museum']);
  expect(labelOf([], 2, 14, letters).lines).toEqual(['']);
});

it('direction goes by the first letter, not by figures before it', () => {
  expect(directionOf('12 مكتبة')).toBe('rtl');
  expect(directionOf('12 Library مكتبة')).toBe('ltr');
  expect(directionOf('3-4')).toBe('ltr');
});
