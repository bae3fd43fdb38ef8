import type { JsonValue, PlannedOperation, Receipt, RecordKey } from '@pim-connector/core';
import { z } from 'zod';

const memoSchema = z.object({
  line: z.int().nonnegative(),
  action: z.enum(['create', 'update', 'delete', 'none']),
  skus: z.array(z.string()).optional(),
  variantKeys: z.array(z.string()).optional(),
});

/** What has to be known of an operation to tell what became of it; small enough to be kept in a receipt. */
export interface OperationMemo {
  readonly entity: PlannedOperation['entity'];
  readonly key: RecordKey;
  readonly action: PlannedOperation['action'];
  /** SKUs of the variants that were sent, in their order; absent: the variants were not sent. */
  readonly skus?: readonly string[] | undefined;
  /** Keys of these variants. */
  readonly variantKeys?: readonly RecordKey[] | undefined;
}

/** Makes the memo of an operation. */
export function memoOf({ entity, key, action, payload, data }: PlannedOperation): OperationMemo {
  const skus = skusOf(payload);
  const variantKeys = Array.isArray(data) ? (data as readonly RecordKey[]) : undefined;
  return {
    entity,
    key,
    action,
    ...(skus === undefined ? {} : { skus }),
    ...(variantKeys === undefined ? {} : { variantKeys }),
  };
}

/** The receipt of an operation: the job, and what is needed to find and tell its outcome. */
export function receiptOf({ action, skus, variantKeys }: OperationMemo, job: string, line: number): Receipt {
  const data = {
    line,
    action,
    ...(skus === undefined ? {} : { skus }),
    ...(variantKeys === undefined ? {} : { variantKeys }),
  };
  return { id: job, data, job };
}

/** What {@link receiptOf} put in; `null`: it is none of ours. */
export function readReceipt({
  entity,
  key,
  data,
}: {
  entity: PlannedOperation['entity'];
  key: RecordKey;
  data?: JsonValue;
}): { readonly memo: OperationMemo; readonly line: number } | null {
  const read = memoSchema.safeParse(data);
  if (!read.success) return null;
  const { line, ...memo } = read.data;
  return { memo: { entity, key, ...memo }, line };
}

function skusOf(payload: JsonValue): readonly string[] | undefined {
  if (typeof payload !== 'object' || payload === null || !('variants' in payload)) return undefined;
  const variants = payload['variants'] as readonly { readonly sku: string }[];
  return variants.map(({ sku }) => sku);
}
