import type { Issue } from '@pim-connector/core';

import { objectOf, objectsOf, textOf } from './api-values.ts';
import type { MediaFile, RecordMedia } from './cell-schemas.ts';
import type { ApiItem } from './list-pages.ts';
import type { PlannedUpload } from './planned-write.ts';
import { isFrom, isNamedAlike } from './remembered-files.ts';
import type { RememberedFile, RememberedFiles } from './remembered-files.ts';
import { placedCells } from './write-values.ts';
import type { ApiPlace, ApiValue, Places } from './write-values.ts';

/** What is to be done about the files of one product, article or model. */
export interface PlannedFiles {
  readonly uploads: readonly PlannedUpload[];
  /** Values that are emptied. */
  readonly cleared: Readonly<Record<string, readonly ApiValue[]>>;
  /** Files that are there as they should be. */
  readonly kept: RememberedFiles;
  readonly issues: readonly Issue[];
}

/**
 * Works out what is uploaded. A file that the PIM still has as it was uploaded is not sent again.
 *
 * @param owner what tells the product, article or model in the API.
 * @param existing what the PIM has of it.
 * @param ownerInWords see {@link placedCells}.
 */
export function planFiles(
  owner: { readonly [name: string]: string },
  media: RecordMedia,
  existing: ApiItem | undefined,
  remembered: RememberedFiles,
  places: Places,
  ownerInWords?: string,
): PlannedFiles {
  const uploads: PlannedUpload[] = [];
  const cleared: Record<string, ApiValue[]> = {};
  const kept: Record<string, RememberedFile> = {};
  const issues: Issue[] = [];
  for (const { code, place, cell } of placedCells(media, places, issues, ownerInWords)) {
    const there = fileCode(existing, code, place);
    if (cell === null) {
      if (there !== null) cleared[code] = [...(cleared[code] ?? []), { ...place, data: null }];
      continue;
    }
    const known = there === null ? undefined : remembered[there];
    if (there !== null && known !== undefined && isFrom(known, cell)) {
      kept[there] = known;
      continue;
    }
    uploads.push({ owner, attribute: code, ...place, file: cell, ...sameContent(there, known, cell) });
  }
  return { uploads, cleared, kept, issues };
}

/** The same content from elsewhere need not be sent: a signed address is another one each time. */
function sameContent(
  code: string | null,
  known: RememberedFile | undefined,
  wanted: MediaFile,
): Pick<PlannedUpload, 'there'> {
  if (code === null || known?.hash === undefined || !isNamedAlike(known, wanted)) return {};
  return { there: { code, hash: known.hash } };
}

function fileCode(item: ApiItem | undefined, attribute: string, place: ApiPlace): string | null {
  const values = objectsOf(objectOf(item?.['values'])[attribute]);
  const value = values.find(
    // Where values of products say `scope`, those of records say `channel`.
    ({ locale, scope, channel }) =>
      textOf(locale) === place.locale && (textOf(scope) ?? textOf(channel)) === place.scope,
  );
  return textOf(value?.['data']);
}
