/** How the simulated platform behaves where the real one depends on its load, or is not known. All milliseconds. */
export interface SimulatorBehaviour {
  /** Until a file is processed. Default 2,000. */
  readonly fileProcessing: number;
  /** Until a video or a 3D model is processed. Default 20,000. */
  readonly videoProcessing: number;
  /** Until an asynchronous product operation is done. Default 1,000. */
  readonly productOperation: number;
  /** That a bulk operation takes, whatever it does. Default 1,500. */
  readonly bulkStart: number;
  /** That a bulk operation takes per line. Default 25. */
  readonly bulkLine: number;
  /** Until a write is found by `products(query:)`. Default 3,000. */
  readonly searchLag: number;
  /**
   * What becomes of variants that `productSet` gives without an id on a product that has variants: `recreate`
   * (default) makes new ones, `match` finds those with the same option values. Which of them the platform does is not
   * documented; an adapter that sends ids works with both.
   */
  readonly variantsWithoutId: 'recreate' | 'match';
}

/** See {@link SimulatorBehaviour}. */
export const defaultBehaviour: SimulatorBehaviour = {
  fileProcessing: 2_000,
  videoProcessing: 20_000,
  productOperation: 1_000,
  bulkStart: 1_500,
  bulkLine: 25,
  searchLag: 3_000,
  variantsWithoutId: 'recreate',
};
