import type { CatalogueStructure } from './catalogue-structure.ts';
import { none } from './destination-records.ts';
import type { RecordMedia } from './destination-records.ts';
import type { PlannedUpload } from './planned-write.ts';
import { localeCodes } from './write-values.ts';

/** The uploads of the files of one product, article or model; `owner` is what tells it in the API. */
export function planUploads(
  owner: { readonly [name: string]: string },
  media: RecordMedia,
  structure: CatalogueStructure,
): readonly PlannedUpload[] {
  const codes = localeCodes(structure);
  return Object.entries(media).flatMap(([attribute, byLocale]) =>
    Object.entries(byLocale).flatMap(([locale, byScope]) =>
      Object.entries(byScope).flatMap(([scope, file]): PlannedUpload[] => {
        const place = { attribute, locale: codes.get(locale) ?? null, scope: scope === none ? null : scope };
        return file === null ? [] : [{ owner, ...place, ...file }];
      }),
    ),
  );
}
