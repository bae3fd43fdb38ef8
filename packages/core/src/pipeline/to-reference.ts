import { linkEntities } from '../connector/index.ts';
import type { LinkEntity } from '../connector/index.ts';
import type { RecordKey } from '../model/index.ts';

/** What an id of `referenceId` stands for. */
export function toReference(id: string): { readonly entity: LinkEntity; readonly key: RecordKey } {
  const entity = linkEntities.find((name) => id.startsWith(`${name}:`)) ?? 'product';
  return { entity, key: id.slice(entity.length + 1) };
}
