import { referenceId } from '../connector/index.ts';
import type { LinkEntity, RemoteReference } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { PageItem } from './page-item.ts';

/**
 * Links that there will be once a plan is carried out: those of the records that it creates or adopts. Records that
 * refer to them can be planned by it; what stands in their payloads instead of the platform’s id is replaced before they are written.
 */
export interface PromisedLinks {
  /** Notes what planned records create and adopt. */
  promise(items: readonly PageItem[]): void;
  /** The record that something at the destination becomes, if the plan adopts it. */
  adopter(remoteId: string): RecordKey | undefined;
  /** By {@link referenceId}. */
  find(id: string): RemoteReference | undefined;
}

/** Makes an empty list. */
export function createPromisedLinks(): PromisedLinks {
  const links = new Map<string, RemoteReference>();
  const adopters = new Map<string, RecordKey>();
  const add = (entity: LinkEntity, key: RecordKey, how: 'adopted' | 'created') => {
    const id = referenceId({ entity, key });
    links.set(id, { id: `(${how} by this plan: ${id})` });
  };
  return {
    promise(items) {
      for (const { key, record, desired, operation } of items) {
        if (operation === null || desired?.op !== 'upsert') continue;
        const isAdopted = desired.adoption !== undefined;
        if (operation.action !== 'create' && !isAdopted) continue;
        const how = isAdopted ? 'adopted' : 'created';
        add(record.entity, key, how);
        for (const variant of desired.variantKeys) add('variant', variant, how);
        if (isAdopted && desired.remote !== null) adopters.set(desired.remote.id, key);
      }
    },
    adopter: (remoteId) => adopters.get(remoteId),
    find: (id) => links.get(id),
  };
}

/** Whether a planned record refers to one that its plan creates. */
export function refersToPromised({ desired }: PageItem, promised: PromisedLinks): boolean {
  if (desired?.op !== 'upsert') return false;
  return [...desired.references].some(([id, remote]) => promised.find(id) === remote);
}
