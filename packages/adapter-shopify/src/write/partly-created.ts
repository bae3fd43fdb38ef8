import type { PlannedOperation, SectionName, WriteOutcome } from '@pim-connector/core';

import type { ProductMemo, ProductPayload } from '../plan/product-payload.ts';
import type { CreatedProduct } from './create-product.ts';
import { createdLink } from './created-link.ts';
import { Refusal, outcomeOfFailure } from './refusal.ts';
import type { WriteSession } from './session.ts';

/** A product that is there, and lacks something. */
export interface UnfinishedProduct {
  readonly payload: ProductPayload;
  readonly memo: ProductMemo;
  readonly created: CreatedProduct;
  /** Sections of which something is lacking. */
  readonly lacking: readonly SectionName[];
}

/**
 * What became of a create whose product is there, but not all that goes with it: the next run writes only that.
 *
 * @throws ConnectorError for what concerns more than the record.
 */
export async function partlyCreated(
  thrown: unknown,
  { key, sections }: PlannedOperation,
  { payload, memo, created, lacking }: UnfinishedProduct,
  session: WriteSession,
): Promise<Extract<WriteOutcome, { status: 'rejected' | 'failed' }>> {
  const outcome = outcomeOfFailure(thrown, key, session.tools);
  // Somebody deleted the product meanwhile: there is nothing to link.
  if (thrown instanceof Refusal && thrown.has('missing')) return outcome;
  const status = created.rest.product?.['status'];
  const awaited = typeof status === 'string' ? status : undefined;
  const remote = await createdLink(payload, memo, created, session, awaited);
  // Whoever lacks a status that no section of the record speaks of is written by another section.
  const known = lacking.map((section) => (sections.includes(section) ? section : 'content'));
  return { ...outcome, partial: { remote, lacking: [...new Set(known)] } };
}

/** Sections that a payload has something of, of those that may be written after a create. */
export function sectionsOf({
  product,
  translations,
  publications,
  variants = [],
}: ProductPayload): readonly SectionName[] {
  return [
    ...(translations === undefined ? [] : ['translations']),
    ...(variants.some(({ marketPrices }) => marketPrices !== undefined) ? ['marketPrices'] : []),
    ...(variants.some(({ metafields }) => metafields !== undefined) ? ['metafields'] : []),
    ...(product === undefined && publications === undefined ? [] : ['publication']),
  ];
}
