/** Options and variants as they should be. */
export interface DesiredStructure {
  /** Names, in their order; none: a product without options. */
  readonly options: readonly string[];
  readonly variants: readonly DesiredVariant[];
}

/** A variant as it should be. */
export interface DesiredVariant {
  readonly key: string;
  readonly sku: string;
  /** One value per option, in the order of the options. */
  readonly values: readonly string[];
  /** Id by which we know it, if we have written it. */
  readonly id: string | null;
}

/** What decides about options and variants that the record does not have. */
export interface ReconcileOptions {
  /** Ids of variants that we wrote, also those that the record does not have any more. */
  readonly ours: ReadonlySet<string>;
  /** Names of options that we wrote. */
  readonly ourOptions: ReadonlySet<string>;
  /** Variants and options of others go. */
  readonly own: boolean;
  /** Variants that we wrote and the record does not have any more go. */
  readonly complete: boolean;
}

/** A variant that `productSet` is to leave the product with. */
export interface VariantSlot {
  /** `null`: it is new. */
  readonly id: string | null;
  /** Place in the record; `null`: it is not ours and stays as it is. */
  readonly index: number | null;
  readonly values: readonly string[];
}
