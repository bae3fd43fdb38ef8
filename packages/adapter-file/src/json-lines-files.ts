import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { Entity } from '@pim-connector/core';

import { entityOfName, fileNamesOf, isJsonLinesName } from './entity-names.ts';
import { fileError } from './file-error.ts';
import type { FileTools } from './file-tools.ts';

/** The file in which the records of an entity stand. */
export interface EntityFile {
  readonly path: string;
  /** The entity of lines that name none. */
  readonly usual: Entity | null;
  /** Whether it is the one file of all entities. */
  readonly isMixed: boolean;
}

/**
 * Finds the file of an entity: the path itself if it names a file, else the one of the entity in the folder.
 *
 * @returns `null` if the folder has none.
 * @throws ConnectorError `resource.missing` for a folder that does not exist, `config.invalid` if it has several
 *   files for the entity.
 */
export async function findEntityFile(
  path: string,
  entity: Entity,
  usual: Entity | undefined,
  tools: FileTools,
): Promise<EntityFile | null> {
  if (isJsonLinesName(path)) {
    return { path, usual: usual ?? entityOfName(basename(path)), isMixed: true };
  }
  const found = (await namesIn(path, tools)).filter((name) => fileNamesOf(entity).includes(name));
  if (found.length > 1) {
    throw tools.error(
      'config.invalid',
      `“${path}” has several files for the entity “${entity}”: ${found.join(', ')}`,
      { entity, hint: 'Leave one of them in the folder.' },
    );
  }
  return found[0] === undefined ? null : { path: join(path, found[0]), usual: entity, isMixed: false };
}

async function namesIn(folder: string, tools: FileTools): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted();
  } catch (error) {
    throw fileError(error, folder, tools);
  }
}
