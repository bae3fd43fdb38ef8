import { isConnectorError } from '@pim-connector/core';

import type { MetafieldsRecord } from '../records/product-record.ts';
import type { ReadBackSession } from './read-back-session.ts';

type MetafieldRecord = MetafieldsRecord[string][string];

/** A metafield that names metaobjects of the shop by their handles. */
export type MetaobjectName = Extract<MetafieldRecord, { metaobject: string }>;

/** Ids of metaobjects by type and handle, see {@link nameOf}. */
export type NamedMetaobjects = ReadonlyMap<string, string>;

/** Whether a metafield names metaobjects by their handles. */
export function namesMetaobjects(value: MetafieldRecord): value is MetaobjectName {
  return typeof value === 'object' && value !== null && 'metaobject' in value;
}

/** The value of a metafield that points to what is named; `null`: it is not known which that is. */
export function namedValue({ metaobject, handle }: MetaobjectName, known: NamedMetaobjects): string | null {
  const ids = [handle].flat().map((each) => known.get(nameOf(metaobject, each)));
  if (ids.includes(undefined)) return null;
  return typeof handle === 'string' ? (ids[0] ?? null) : JSON.stringify(ids);
}

/** Finds the ids of metaobjects that records name; those that the shop does not have, or does not show, are left out. */
export async function findNamed(
  metafields: readonly (MetafieldsRecord | undefined)[],
  { facts, context }: ReadBackSession,
): Promise<NamedMetaobjects> {
  const found = new Map<string, string>();
  const named = metafields
    .flatMap((each) => Object.values(each ?? {}))
    .flatMap((keys) => Object.values(keys).filter(namesMetaobjects));
  for (const { metaobject, handle } of named) {
    for (const each of [handle].flat()) {
      const name = nameOf(metaobject, each);
      if (found.has(name)) continue;
      // Remembered, so asked for once.
      // oxlint-disable-next-line no-await-in-loop
      const id = await facts.metaobject(metaobject, each, context).catch(withoutPermission);
      if (id !== null) found.set(name, id);
    }
  }
  return found;
}

function withoutPermission(error: unknown): null {
  if (isConnectorError(error, 'permission.denied')) return null;
  throw error;
}

function nameOf(type: string, handle: string): string {
  return `${type} ${handle}`;
}
