import type { PlannedOperation } from '@pim-connector/core';

import { partName } from '../write/find-parts.ts';
import { laterOf } from './later-parts.ts';
import { plannedProduct } from './planned-product.ts';

/** What an operation takes in files, as far as that is known beforehand. */
export interface LineCount {
  readonly lines: number;
  /** Files that have to end one after the other. */
  readonly stages: number;
}

/**
 * Counts the lines of an operation. What is read for translations is left out: a few points for hundreds of products.
 */
export function lineCount(operation: PlannedOperation): LineCount {
  const { payload, memo } = plannedProduct(operation);
  const { translations = [], publications, variants = [], product } = laterOf(payload, memo);
  const isCreate = memo.remote === null;
  const resources = new Set(translations.map(({ of }) => partName(of))).size;
  const lists = new Set(
    variants.flatMap(({ marketPrices = [] }) => marketPrices.map(({ priceList }) => priceList)),
  ).size;
  const shown = publications === undefined ? 0 : 1;
  const status = product === undefined ? 0 : 1;
  const stages = [
    isCreate ? 1 : firstLines(payload),
    resources + lists + (isCreate ? shown : 0),
    isCreate ? 0 : shown,
    status,
  ];
  return {
    lines: stages.reduce((sum, each) => sum + each, 0),
    stages: stages.filter((each) => each > 0).length,
  };
}

function firstLines({
  product,
  tags,
  collections,
  metafields,
  variants = [],
}: ReturnType<typeof plannedProduct>['payload']): number {
  const parts = [
    product !== undefined || collections !== undefined,
    tags !== undefined,
    variants.some(({ fields }) => Object.keys(fields).length > 0),
    metafields !== undefined || variants.some((each) => each.metafields !== undefined),
  ];
  return parts.filter(Boolean).length;
}
