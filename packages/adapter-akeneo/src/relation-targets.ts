import { isConnectorError } from '@pim-connector/core';

import { foldCode, textOf } from './api-values.ts';
import { productKey } from './convert-product.ts';
import type { DestinationTools } from './destination-tools.ts';
import { allItems } from './list-pages.ts';
import { codeLists, modelPages, productPages } from './product-list.ts';
import { isSimple } from './product-pass.ts';
import type { ProductReading } from './product-reading.ts';

/** A product that another one points to, in the form of the model. */
export interface Target {
  readonly entity: 'product' | 'variant';
  readonly key: string;
}

/** How the API names it: a product by its identifier, a product model by its code. */
export interface ApiTarget {
  readonly kind: 'product' | 'model';
  readonly name: string;
}

/** Finds what products point to. */
export interface RelationTargets {
  /** The association types by folded code: whether they have quantities. */
  readonly types: ReadonlyMap<string, boolean>;
  /** `null`: the PIM does not have it, or does not show it. */
  readonly find: (target: Target) => ApiTarget | null;
}

/** Takes every target for a product: where nobody looked. */
export const anyTarget: RelationTargets = {
  types: new Map(),
  find: ({ key }) => ({ kind: 'product', name: key }),
};

/**
 * Looks which targets the PIM has, 100 in a request. What stands for a product in the model is one without models here, or a
 * root model.
 */
export async function readTargets(
  targets: readonly Target[],
  { recent }: Pick<DestinationTools, 'recent'>,
  reading: ProductReading,
): Promise<RelationTargets['find']> {
  const found = new Map<string, ApiTarget>();
  const isRecent = ({ kind, name }: ApiTarget) => recent.has(kind, name);
  const open = (list: readonly Target[]) => list.filter((target) => !found.has(idOf(target)));
  for (const target of targets) {
    const { entity, key: name } = target;
    const kinds = entity === 'product' ? (['model', 'product'] as const) : (['product'] as const);
    const kind = kinds.find((each) => isRecent({ kind: each, name }));
    if (kind !== undefined) found.set(idOf(target), { kind, name });
  }
  const { identifier } = reading.structure;
  const narrowed = { attributes: identifier };
  const variants = new Map<string, string>();
  await eachPart(open(targets), async (keys) => {
    const search = { [identifier]: [{ operator: 'IN', value: keys }] };
    for await (const { items } of productPages(reading, { search, narrowed })) {
      for (const item of items) {
        const name = productKey({ ...item, uuid: null }, reading.structure);
        if (name === null) continue;
        found.set(idOf({ entity: 'variant', key: name }), { kind: 'product', name });
        if (isSimple(item)) found.set(idOf({ entity: 'product', key: name }), { kind: 'product', name });
        else variants.set(foldCode(name), name);
      }
    }
  });
  await eachPart(open(targets.filter(({ entity }) => entity === 'product')), async (keys) => {
    const search = { identifier: [{ operator: 'IN', value: keys }] };
    for await (const { items } of modelPages(reading, { search, narrowed })) {
      for (const { code } of items) {
        const name = textOf(code);
        if (name !== null) found.set(idOf({ entity: 'product', key: name }), { kind: 'model', name });
      }
    }
  });
  return (target) => {
    const variant = variants.get(foldCode(target.key));
    return found.get(idOf(target)) ?? (variant === undefined ? null : { kind: 'product', name: variant });
  };
}

/** The association types of the PIM; none where they may not be listed. */
export async function readAssociationTypes(
  { client, tools }: Pick<DestinationTools, 'client' | 'tools'>,
  signal: AbortSignal,
): Promise<RelationTargets['types']> {
  try {
    const list = { path: 'association-types', paging: 'page', limit: 100 } as const;
    const items = await allItems(client, list, tools, signal);
    return new Map(
      items.map((item) => [foldCode(textOf(item['code']) ?? ''), item['is_quantified'] === true]),
    );
  } catch (error) {
    if (!isConnectorError(error, 'permission.denied')) throw error;
    return new Map();
  }
}

async function eachPart(
  targets: readonly Target[],
  read: (keys: readonly string[]) => Promise<void>,
): Promise<void> {
  await Promise.all(codeLists([...new Set(targets.map(({ key }) => key))]).map(read));
}

function idOf({ entity, key }: Target): string {
  return `${entity} ${foldCode(key)}`;
}
