import type { Source } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';

/** Whether single records of an entity can be read by their keys. */
export function canFetch(
  { fetch, capabilities }: Pick<Source, 'fetch' | 'capabilities'>,
  entity: Entity,
): boolean {
  return fetch !== undefined && capabilities.entities[entity]?.fetch !== false;
}
