/** How many rows at the end of a file are looked at, and of how many above them the usual number of filled cells is taken. */
const LOOKED_AT = 12;
const COMPARED = 200;

/** What a total or a note begins with, in the languages of most public tables. Lower case, a letter or sign not following. */
const TOTAL =
  /^(?:(?:grand |sub)?totals?|sum|sums|summe|gesamt(?:summe)?|insgesamt|suma|soma|somme|ensemble|totale|totaal|totalt|summa|samlet|razem|ogółem|celkem|spolu|összesen|yhteensä|ukupno|итого|всего|разом|усього|общо|σύνολο|toplam|סה"כ|المجموع|合计|合計|总计|總計|小计|小計|합계|총계)(?![\p{L}\p{N}])/iu;
const NOTE =
  /^(?:[*†‡¹²³]|\(\d\)|\[\d\]|sources?\b|notes?\b|footnotes?\b|quellen?\b|anmerkung(?:en)?\b|hinweis\b|fußnote|fuente|nota|fonte|bron\b|toelichting|źródło|uwaga|zdroj|pozn|forrás|lähde|källa|kilde|источник|примечание|джерело|примітка|πηγή|kaynak|not:|注|注释|資料|出典|来源|來源|자료|주:|©|stand:|printed|export|generated|erstellt|last updated)/iu;

/** One of the last rows of a file. */
export interface LastRow {
  readonly cells: readonly string[];
  /** 0-based row of the file; a gap is a blank line. */
  readonly fileRow: number;
}

/**
 * How many rows at the end look like totals, footnotes or sources instead of records. The first of them begins like one or stands below
 * a blank line; those that do not begin like one fill at most half of the usual number of cells. 0 where there are none.
 *
 * @param rows the last rows of the file in their order
 */
export function suggestLastRows(rows: readonly LastRow[]): number {
  const filled = rows.map(({ cells }) => cells.reduce((count, cell) => (cell.trim() === '' ? count : count + 1), 0));
  const usual = mostCommon(filled.slice(0, -1).slice(-COMPARED));
  let suggested = 0;
  for (let back = 1; back <= Math.min(LOOKED_AT, rows.length - 1); back++) {
    const at = rows.length - back;
    const first = rows[at]!.cells.find((cell) => cell.trim() !== '')?.trim() ?? '';
    const isFew = usual >= 2 && filled[at]! <= usual / 2;
    const isTold = filled[at]! < Math.max(usual, 2) && (TOTAL.test(first) || NOTE.test(first));
    if (!isFew && !isTold) break;
    const isBelowBlank = rows[at]!.fileRow > rows[at - 1]!.fileRow + 1;
    if (isTold || isBelowBlank) suggested = back;
  }
  return suggested;
}

function mostCommon(counts: readonly number[]): number {
  const times = new Map<number, number>();
  for (const count of counts) times.set(count, (times.get(count) ?? 0) + 1);
  let best = 0;
  for (const [count, n] of times) if (n > (times.get(best) ?? 0)) best = count;
  return best;
}
