export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;
/** Cells of the table once ragged rows are padded: a far cell in each of many rows would fill the memory. */
export const MOST_CELLS = 100_000_000;
