/** Filters and order under a name; `query` as in the address, without a row. */
export interface SavedView {
  readonly name: string;
  readonly query: string;
}

/** What was kept; whatever is odd is left out. */
export function readViews(text: string): readonly SavedView[] {
  try {
    const found: unknown = JSON.parse(text);
    if (!Array.isArray(found)) return [];
    return found.flatMap((one: Partial<SavedView> | null) =>
      typeof one?.name === 'string' && typeof one.query === 'string' ? [{ name: one.name, query: one.query }] : [],
    );
  } catch {
    return [];
  }
}

/** With a view under its name, in place of one that had it, else at the end. */
export function viewsWith(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return views.some(({ name }) => name === view.name)
    ? views.map((one) => (one.name === view.name ? view : one))
    : [...views, view];
}

export const viewsWithout = (views: readonly SavedView[], name: string): readonly SavedView[] =>
  views.filter((one) => one.name !== name);

/** One under another name, in its place; a view that had that name goes. */
export const viewsRenamed = (views: readonly SavedView[], from: string, to: string): readonly SavedView[] =>
  views.flatMap((one) => (one.name === from ? [{ ...one, name: to }] : one.name === to ? [] : [one]));
