import { referenceId } from '../connector/index.ts';
import type { Destination, LinkEntity, RemoteReference } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { StateStore } from '../state/index.ts';

/** How the destination knows records, by {@link referenceId}; those it does not know are left out. */
export async function knownReferences(
  references: readonly { readonly entity: LinkEntity; readonly key: RecordKey }[],
  { store, destination }: { readonly store: StateStore; readonly destination: Destination },
): Promise<ReadonlyMap<string, RemoteReference>> {
  const known = new Map<string, RemoteReference>();
  const find = async (entity: LinkEntity, keys: readonly RecordKey[]) => {
    for (const [key, link] of await store.links(destination.account, entity, keys)) {
      known.set(referenceId({ entity, key }), link.remote);
    }
  };
  const byEntity = Map.groupBy(references, ({ entity }) => entity);
  await Promise.all(
    [...byEntity].map(([entity, list]) => find(entity, [...new Set(list.map(({ key }) => key))])),
  );
  return known;
}
