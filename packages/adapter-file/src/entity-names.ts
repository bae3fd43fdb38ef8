import { entities } from '@pim-connector/core';
import type { Entity } from '@pim-connector/core';

const fileNames: Readonly<Record<Entity, string>> = {
  attribute: 'attributes',
  family: 'families',
  category: 'categories',
  asset: 'assets',
  referenceRecord: 'reference-records',
  product: 'products',
  price: 'prices',
  inventory: 'inventory',
};

const endings = ['.jsonl', '.ndjson', '.jsonl.gz', '.ndjson.gz'];

/** Whether a path names a file of JSON Lines, by its ending. */
export function isJsonLinesName(path: string): boolean {
  const name = path.toLowerCase();
  return endings.some((ending) => name.endsWith(ending));
}

/** The names that a file with the records of an entity may have in a folder. */
export function fileNamesOf(entity: Entity): readonly string[] {
  return endings.map((ending) => `${fileNames[entity]}${ending}`);
}

/** The entity that a file is for by its name; `null` if its name says nothing. */
export function entityOfName(name: string): Entity | null {
  return entities.find((entity) => fileNamesOf(entity).includes(name)) ?? null;
}
