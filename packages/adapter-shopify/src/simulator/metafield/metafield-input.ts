/** A metafield as mutations of its owner take it. */
export interface MetafieldInput {
  readonly id?: string | null;
  readonly key?: string | null;
  readonly namespace?: string | null;
  readonly type?: string | null;
  readonly value?: string | null;
}
