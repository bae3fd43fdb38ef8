import { referenceId } from '../connector/index.ts';
import type { LinkEntity, RemoteReference } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { PageItem } from './page-item.ts';

/**
 * Links that there will be once a plan is carried out: those of the records that it creates. Records that refer to them
 * can be planned by it; what stands in their payloads instead of the platform’s id is replaced before they are written.
 */
export interface PromisedLinks {
  /** Notes what planned records create. */
  promise(items: readonly PageItem[]): void;
  /** By {@link referenceId}. */
  find(id: string): RemoteReference | undefined;
}

/** Makes an empty list. */
export function createPromisedLinks(): PromisedLinks {
  const links = new Map<string, RemoteReference>();
  const add = (entity: LinkEntity, key: RecordKey) => {
    const id = referenceId({ entity, key });
    links.set(id, { id: `(created by this plan: ${id})` });
  };
  return {
    promise(items) {
      for (const { key, record, desired, operation } of items) {
        if (operation?.action !== 'create' || desired?.op !== 'upsert') continue;
        add(record.entity, key);
        for (const variant of desired.variantKeys) add('variant', variant);
      }
    },
    find: (id) => links.get(id),
  };
}

/** Whether a planned record refers to one that its plan creates. */
export function refersToPromised({ desired }: PageItem, promised: PromisedLinks): boolean {
  if (desired?.op !== 'upsert') return false;
  return [...desired.references].some(([id, remote]) => promised.find(id) === remote);
}
