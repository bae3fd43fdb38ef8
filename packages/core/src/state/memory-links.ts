import type { Link, LinkEntity } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { StoreDelta } from './store-delta.ts';

/** The links of one entity of an account, found from either side. */
interface EntityLinks {
  readonly links: Map<RecordKey, Link>;
  /** The keys that lead to a thing, by its remote id. */
  readonly keys: Map<string, Set<RecordKey>>;
}

/** Which record of ours is which record of theirs, in memory. */
export interface MemoryLinks {
  change(links: NonNullable<StoreDelta['links']>): void;
  find(account: string, entity: LinkEntity, key: RecordKey): Link | undefined;
  /** See {@link StateStore.holders}. */
  holder(account: string, entity: LinkEntity, id: string): RecordKey | undefined;
}

/** Makes an empty list of links. */
export function createMemoryLinks(): MemoryLinks {
  const tables = new Map<string, EntityLinks>();

  const tableOf = (account: string, entity: LinkEntity): EntityLinks => {
    const name = `${entity} ${account}`;
    const table = tables.get(name) ?? { links: new Map(), keys: new Map() };
    tables.set(name, table);
    return table;
  };

  return {
    change({ account, set = [], remove = [] }) {
      for (const link of set) {
        const table = tableOf(account, link.entity);
        unlink(table, link.key);
        table.links.set(link.key, link);
        const { id } = link.remote;
        table.keys.set(id, (table.keys.get(id) ?? new Set()).add(link.key));
      }
      for (const { entity, key, id } of remove) {
        const table = tableOf(account, entity);
        if (id === undefined || table.links.get(key)?.remote.id === id) unlink(table, key);
      }
    },
    find: (account, entity, key) => tableOf(account, entity).links.get(key),
    holder(account, entity, id) {
      const keys = tableOf(account, entity).keys.get(id) ?? [];
      return [...keys].toSorted((a, b) => (a < b ? -1 : 1))[0];
    },
  };
}

function unlink({ links, keys }: EntityLinks, key: RecordKey): void {
  const id = links.get(key)?.remote.id;
  if (id === undefined) return;
  links.delete(key);
  const others = keys.get(id);
  others?.delete(key);
  if (others?.size === 0) keys.delete(id);
}
