import type { JsonValue } from '@pim-connector/core';

/**
 * How far an operation is whose first lines were carried out: what they have found, and which are to come. Kept in its
 * receipt, so that whoever has that can go on.
 */
export type Progress = {
  /** The stage that is to be carried out, see `lateLines`. */
  readonly stage: number;
  /** Id of the product. */
  readonly id: string;
  /** What the shop made of its handle; `null`: nobody asked for it. */
  readonly handle: string | null;
  /** Ids of variants and of their inventory items, in the order of the record, of a product that was made. */
  readonly variants: readonly (readonly [id: string, inventoryItem: string])[];
  /** Texts whose translations are left out, since the shop has no such text; see `textName`. */
  readonly without: readonly string[];
};

/** Whether this lane has written it. By hand: it is read at every question. */
export function isProgress(value: JsonValue | undefined): value is Progress {
  if (typeof value !== 'object' || value === null || !('stage' in value)) return false;
  const { stage, id, variants, without } = value;
  return (
    typeof stage === 'number' && typeof id === 'string' && Array.isArray(variants) && Array.isArray(without)
  );
}
