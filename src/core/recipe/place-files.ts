import type { Sides } from '../model/types';
import type { Recipe, RecipeTable } from './recipe';

/**
 * Which files of next month go to which side of a recipe that stacked files, by their names: figures and signs in them change from month to
 * month and are not looked at. Files with names of their own go to the stacked side where the other one is known by its name, or takes but
 * one file. Null where that cannot be told, and for recipes that stacked no files.
 *
 * @returns places in `names`, in the order of the names
 */
export function placeByRecipe({ tables }: Pick<Recipe, 'tables'>, names: readonly string[]): Sides<readonly number[]> | null {
  const { left, right } = tables;
  const sorted = [...names.keys()].sort((a, b) => collator.compare(names[a]!, names[b]!) || a - b);
  if (!right) return takesMany(left) && names.length > 0 ? { left: sorted, right: [] } : null;
  if (!takesMany(left) && !takesMany(right)) return null;
  const known = { left: namesOf(left), right: namesOf(right) };
  const placed: { left: number[]; right: number[] } = { left: [], right: [] };
  const free: number[] = [];
  for (const at of sorted) {
    const bare = bareName(names[at]!);
    const sides = (['left', 'right'] as const).filter((side) => known[side].has(bare));
    if (sides.length === 1) placed[sides[0]!].push(at);
    else free.push(at);
  }
  if (free.length > 0) {
    if (takesMany(left) && takesMany(right)) return null;
    const [many, one] = takesMany(left) ? (['left', 'right'] as const) : (['right', 'left'] as const);
    if (placed[one].length === 0 && names.length < 2) return null;
    placed[many] = sorted.filter((at) => placed[many].includes(at) || free.includes(at));
  }
  const isMore = (side: 'left' | 'right', table: RecipeTable): boolean => !takesMany(table) && placed[side].length > 1;
  return isMore('left', left) || isMore('right', right) ? null : placed;
}

const collator = new Intl.Collator('en', { numeric: true });
const takesMany = ({ stack }: RecipeTable): boolean => stack !== undefined && !stack.isSheets;
const namesOf = ({ file, stack }: RecipeTable): ReadonlySet<string> =>
  new Set(stack ? stack.parts.map((part) => bareName(part.file)) : [bareName(file)]);

/** A file name without its folder, its ending and the figures that change from month to month. */
export const bareName = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^.*\//u, '')
    .replace(/\.[^.]+$/u, '')
    .replace(/[\d\W_]+/gu, '');
