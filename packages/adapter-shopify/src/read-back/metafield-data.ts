import type { MetafieldNode } from '../documents/read-nodes.ts';
import { appNamespace, identityKey, metafieldName } from '../plan/metafield-inputs.ts';
import type { MetafieldsRecord } from '../records/product-record.ts';
import { sameMetafield } from './same-value.ts';

type MetafieldRecord = MetafieldsRecord[string][string];

/** Metafields as a record has them, and those that are there although they should not be. */
export interface MetafieldData {
  readonly metafields: MetafieldsRecord;
  /** Names. */
  readonly leftOver: readonly string[];
}

/**
 * Metafields in the words of the record; those that it does not name are nobody’s business, except those that we wrote
 * before.
 */
export function metafieldData(
  nodes: readonly MetafieldNode[],
  wanted: MetafieldsRecord | undefined,
  ours: readonly string[],
): MetafieldData {
  // The platform gives the whole name of the app’s own namespace.
  const live = new Map(
    nodes.map((node) => [metafieldName({ ...node, namespace: short(node.namespace) }), node]),
  );
  if (wanted === undefined) return { metafields: allMetafields(nodes), leftOver: [] };
  const metafields = Object.fromEntries(
    Object.entries(wanted).map(([namespace, keys]) => [
      namespace,
      Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [
          key,
          inTheWordsOf(live.get(metafieldName({ namespace, key })), value),
        ]),
      ),
    ]),
  );
  const named = new Set(
    Object.entries(wanted).flatMap(([namespace, keys]) =>
      Object.keys(keys).map((key) => metafieldName({ namespace, key })),
    ),
  );
  return { metafields, leftOver: ours.filter((name) => live.has(name) && !named.has(name)) };
}

function short(namespace: string): string {
  return namespace.replace(/^app--\d+(?:--)?/, (found) =>
    found.endsWith('--') ? `${appNamespace}:` : appNamespace,
  );
}

function inTheWordsOf(live: MetafieldNode | undefined, wanted: MetafieldRecord): MetafieldRecord {
  const text = typeof wanted === 'string' ? wanted : (wanted?.value ?? '');
  if (live === undefined) return text === '' ? wanted : null;
  const { type, value } = live;
  const isSame = text !== '' && sameMetafield(type, value, text);
  if (typeof wanted === 'string') return isSame ? wanted : value;
  if (isSame && wanted?.type === type) return wanted;
  return { type, value: isSame ? text : value };
}

function allMetafields(nodes: readonly MetafieldNode[]): MetafieldsRecord {
  const all: Record<string, Record<string, MetafieldRecord>> = {};
  for (const { namespace, key, type, value } of nodes) {
    const name = short(namespace);
    if (name === appNamespace && key === identityKey) continue;
    (all[name] ??= {})[key] = { type, value };
  }
  return all;
}
