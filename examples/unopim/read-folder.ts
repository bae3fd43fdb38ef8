import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { hashText, parseJson } from '@pim-connector/core';
import type { ConnectorTools } from '@pim-connector/core';
import { z } from 'zod';

import {
  associationsSchema,
  attributesSchema,
  categoriesSchema,
  channelsSchema,
  familiesSchema,
} from './file-format.ts';

/** What the files of a folder say. */
export type Folder = Awaited<ReturnType<typeof readFolder>>;

/**
 * Reads the files of a folder. All of it fits into memory many times over; a source of large files would read line by
 * line, as adapter-file does.
 *
 * @throws ConnectorError `source.unreadable` for a file that is missing or is not what it should be.
 */
export async function readFolder(path: string, tools: ConnectorTools) {
  const texts: string[] = [];
  const read = async <Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.output<Schema>> => {
    try {
      const text = await readFile(join(path, name), 'utf8');
      texts.push(`${name}\n${text}`);
      return schema.parse(parseJson(text));
    } catch (cause) {
      const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
      throw tools.error('source.unreadable', `“${name}” cannot be read: ${reason}`, {
        hint: `Put the files of the catalogue into ${path}.`,
        cause,
      });
    }
  };
  const channels = await read('channels.json', channelsSchema);
  const attributes = await read('attributes.json', attributesSchema);
  const families = await read('families.json', familiesSchema);
  const categories = await read('categories.json', categoriesSchema);
  const associations = await read('associations.json', associationsSchema);
  const products: { readonly place: string; readonly json: unknown }[] = [];
  for (const name of (await readdir(join(path, 'products'))).toSorted()) {
    // oxlint-disable-next-line no-await-in-loop
    const list = await read(`products/${name}`, z.array(z.unknown()));
    products.push(...list.map((json, index) => ({ place: `products/${name}, entry ${index + 1}`, json })));
  }
  // Which content it is: the same as long as nothing was edited.
  const identity = hashText(texts.join('\n'));
  return { identity, channels, attributes, families, categories, associations, products };
}
