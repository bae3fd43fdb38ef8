import type { PendingReceipt, Receipt } from '@pim-connector/core';
import { z } from 'zod';

const dataSchema = z.object({
  /** How often Shopify has been asked to carry it out and said nothing of it. */
  tries: z.int().min(0).default(0),
  /** When it was put into files, in milliseconds since 1970. */
  since: z.number().default(0),
  /** Where its calls stand, in their order: file and number of the line. Empty: in none yet. */
  lines: z.array(z.tuple([z.string(), z.int()])).default([]),
});

/** What is kept of an operation of the bulk lane: the manifest, line by line, in the store and not in memory. */
export type BulkReceipt = z.output<typeof dataSchema>;

/** Where an operation stands that is in no file yet. */
const nowhere: BulkReceipt = { tries: 0, since: 0, lines: [] };

/** Reads a receipt. */
export function readReceipt({ data }: Pick<PendingReceipt, 'data'>): BulkReceipt {
  return data === undefined ? nowhere : (dataSchema.safeParse(data).data ?? nowhere);
}

/** An operation that waits for its place in a file. */
export function queuedReceipt(tries = 0): Receipt {
  return tries === 0 ? { id: 'queued' } : { id: 'queued', data: { tries } };
}

/** An operation that stands in files. */
export function placedReceipt(receipt: BulkReceipt): Receipt {
  const files = [...new Set(receipt.lines.map(([file]) => file))];
  // It has an outcome when all its files have.
  return { id: files[0] ?? 'queued', data: receipt, ...(files.length === 0 ? {} : { job: files.join(' ') }) };
}
