import type { MetafieldNode } from '../documents/read-nodes.ts';
import {
  appNamespace,
  identityKey,
  liveMetafieldName,
  metafieldName,
  recordNamespace,
} from '../plan/metafield-inputs.ts';
import type { MetafieldsRecord } from '../records/product-record.ts';
import { isRecordPointer, pointerValue } from '../records/record-pointer.ts';
import type { PointedLinks } from '../records/record-pointer.ts';
import { namedValue, namesMetaobjects } from './named-metaobjects.ts';
import type { NamedMetaobjects } from './named-metaobjects.ts';
import { sameMetafield } from './same-value.ts';

type MetafieldRecord = MetafieldsRecord[string][string];

/** Metafields as a record has them. */
export interface MetafieldData {
  readonly metafields: MetafieldsRecord;
  /**
   * Names of those of which nobody can say whether they are as they should be: what was ours and is still there, and
   * references to metaobjects that are named by handles of which the ids are not known.
   */
  readonly unreadable: readonly string[];
}

/**
 * Metafields in the words of the record; those that it does not name are nobody’s business, except those that we wrote
 * before.
 */
export function metafieldData(
  nodes: readonly MetafieldNode[],
  wanted: MetafieldsRecord | undefined,
  ours: readonly string[],
  links: PointedLinks = new Map(),
  metaobjects: NamedMetaobjects = new Map(),
): MetafieldData {
  const live = new Map(nodes.map((node) => [liveMetafieldName(node), node]));
  if (wanted === undefined) return { metafields: allMetafields(nodes), unreadable: [] };
  const metafields = Object.fromEntries(
    Object.entries(wanted).map(([namespace, keys]) => [
      namespace,
      Object.fromEntries(
        Object.entries(keys).map(([key, value]) => [
          key,
          inTheWordsOf(live.get(metafieldName({ namespace, key })), value, links, metaobjects),
        ]),
      ),
    ]),
  );
  const named = new Map(
    Object.entries(wanted).flatMap(([namespace, keys]) =>
      Object.entries(keys).map(([key, value]) => [metafieldName({ namespace, key }), value]),
    ),
  );
  const references = [...named].filter(
    ([name, value]) => namesMetaobjects(value) && live.has(name) && namedValue(value, metaobjects) === null,
  );
  const leftOver = ours.filter((name) => live.has(name) && !named.has(name));
  return { metafields, unreadable: [...leftOver, ...references.map(([name]) => name)] };
}

function inTheWordsOf(
  live: MetafieldNode | undefined,
  wanted: MetafieldRecord,
  links: PointedLinks,
  metaobjects: NamedMetaobjects,
): MetafieldRecord {
  if (isRecordPointer(wanted)) {
    const pointed = pointerValue(wanted, links);
    if (live === undefined) return pointed?.value === null ? wanted : null;
    const { type, value } = live;
    return pointed?.value != null && sameMetafield(type, value, pointed.value) ? wanted : { type, value };
  }
  if (namesMetaobjects(wanted)) {
    if (live === undefined) return wanted.handle.length > 0 ? null : wanted;
    const { type, value } = live;
    const named = namedValue(wanted, metaobjects);
    return named === null || sameMetafield(type, value, named) ? wanted : { type, value };
  }
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
    const name = recordNamespace(namespace);
    if (name === appNamespace && key === identityKey) continue;
    (all[name] ??= {})[key] = { type, value };
  }
  return all;
}
