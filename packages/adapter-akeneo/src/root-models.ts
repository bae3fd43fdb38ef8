import { isConnectorError } from '@pim-connector/core';

import { foldCode, objectOf, textOf } from './api-values.ts';
import type { ApiItem } from './list-pages.ts';
import type { ProductReading } from './product-reading.ts';

/** Reads a product model; `null`: there is none of that code, or it may not be seen. */
export async function readModel(code: string, { client, signal }: ProductReading): Promise<ApiItem | null> {
  try {
    const path = `product-models/${encodeURIComponent(code)}`;
    const response = await client.request({ path, signal, expect: 'json', operation: 'read product-models' });
    return objectOf(response.json());
  } catch (error) {
    if (isConnectorError(error, 'resource.missing')) return null;
    throw error;
  }
}

/** Reads a root model; `null` also for a model in the middle. */
export async function readRoot(code: string, reading: ProductReading): Promise<ApiItem | null> {
  const model = await readModel(code, reading);
  return model === null || textOf(model['parent']) !== null ? null : model;
}

/**
 * The codes of the root models above some articles or models, each once; for a root model its own. Models in the
 * middle are looked up once and remembered.
 *
 * @param met is told of the root models that were met on the way, by their folded codes: they need not be read again.
 */
export async function rootCodes(
  items: readonly ApiItem[],
  reading: ProductReading,
  met: Map<string, ApiItem> = new Map(),
): Promise<readonly string[]> {
  const { known } = reading;
  for (const item of items) meet(item, met);
  // Whatever has a code is a model; articles have none.
  const tops = [...new Set(items.flatMap((item) => textOf(item['parent']) ?? textOf(item['code']) ?? []))];
  const roots = await Promise.all(
    tops.map(async (code) => {
      const root = known.rootOf(code);
      if (root !== undefined) return root;
      const model = met.get(foldCode(code)) ?? (await readModel(code, reading));
      if (model !== null) meet(model, met);
      // One that is gone meanwhile stands for itself: reading it finds that out.
      const above = textOf(model?.['parent']) ?? textOf(model?.['code']) ?? code;
      known.noteModel(code, above);
      return above;
    }),
  );
  // Other letter case is the same code; the first spelling is kept.
  return [...new Map(roots.toReversed().map((root) => [foldCode(root), root])).values()];
}

/** A root model says that nothing is above it; an article has no code. */
function meet(item: ApiItem, met: Map<string, ApiItem>): void {
  const code = textOf(item['code']);
  if (code !== null && item['parent'] === null) met.set(foldCode(code), item);
}
