/** What the review shows at the moment, for panels beside its queue. */
export interface ReviewedNow {
  /** Left rows in the queue, in its order. */
  readonly order: ArrayLike<number>;
  readonly row: number;
  readonly isReadOnly: boolean;
  /** Puts these left rows, chosen by what a model said, into the queue. */
  readonly onShow: (rows: Iterable<number>) => void;
}
