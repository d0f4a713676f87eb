export type ColumnWeights = Readonly<Record<string, number>>;

/** Whether the compared columns weigh what was learned; absent weighs 1. */
export const areInForce = (weights: ColumnWeights, learned: ColumnWeights, columns: readonly string[]): boolean =>
  columns.every((column) => weightIn(weights, column) === weightIn(learned, column));

/** Weights with those of the compared columns as they were learned; those of other columns stay. */
export function withLearned(weights: ColumnWeights, learned: ColumnWeights, columns: readonly string[]): ColumnWeights {
  const others = Object.entries(weights).filter(([column]) => !columns.includes(column));
  const own = columns.map((column) => [column, weightIn(learned, column)] as const).filter(([, weight]) => weight !== 1);
  return Object.fromEntries([...others, ...own]);
}

const weightIn = (weights: ColumnWeights, column: string): number => (Object.hasOwn(weights, column) ? weights[column]! : 1);
