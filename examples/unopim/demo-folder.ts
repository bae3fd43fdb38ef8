import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Where the catalogue lies if nobody says it; a relative path starts at the top of the repository. */
const usualFolder = '../shared/data/unopim-demo';

/** The folder of the demo catalogue, or `null` with a message of where it was looked for. */
export function findDemoFolder(given = process.env['PIM_DATA']): string | null {
  const folder = given === undefined ? resolve(import.meta.dirname, '../..', usualFolder) : resolve(given);
  if (existsSync(join(folder, 'products'))) return folder;
  console.log(`SKIPPED: no UnoPIM catalogue in ${folder}. Name its folder as an argument, or as PIM_DATA.`);
  return null;
}
