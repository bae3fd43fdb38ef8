import type { JsonValue } from '@pim-connector/core';
import { z } from 'zod';

import { mediaFileSchema } from './cell-schemas.ts';
import type { MediaFile } from './cell-schemas.ts';

/** One thing to create or change. Things of a lower stage come first, since those of higher ones need them. */
export interface PlannedLine {
  readonly stage: number;
  /** The collection, below `/api/rest/v1/`. */
  readonly path: string;
  readonly line: { readonly [name: string]: JsonValue };
}

/** A file to upload when everything else is done. */
export interface PlannedUpload {
  /** What tells the product, product model, asset (with `family`) or record (with `kind`) in the API. */
  readonly owner: { readonly [name: string]: string };
  readonly attribute: string;
  readonly locale: string | null;
  readonly scope: string | null;
  readonly file: MediaFile;
  /** What the PIM has there and was uploaded by us: if the content is the same, it stays. */
  readonly there?: { readonly code: string; readonly hash: string };
}

/** The payload of an operation: exactly what is sent for one record. */
export interface PlannedWrite {
  readonly lines: readonly PlannedLine[];
  readonly uploads?: readonly PlannedUpload[];
  /** What to delete, below `/api/rest/v1/`, in this order. */
  readonly deletes?: readonly string[];
}

const locale = z.string().nullable();

const writeSchema: z.ZodType<PlannedWrite> = z.object({
  lines: z.array(
    z.object({ stage: z.number(), path: z.string(), line: z.record(z.string(), z.custom<JsonValue>()) }),
  ),
  uploads: z
    .array(
      z.object({
        owner: z.record(z.string(), z.string()),
        attribute: z.string(),
        locale,
        scope: locale,
        file: mediaFileSchema,
        there: z.object({ code: z.string(), hash: z.string() }).exactOptional(),
      }),
    )
    .exactOptional(),
  deletes: z.array(z.string()).exactOptional(),
});

/** The payload of an operation of ours, as it is made. */
export function payloadOf(write: PlannedWrite): JsonValue {
  const { lines, uploads = [], deletes = [] } = write;
  return {
    lines: lines.map((line) => ({ ...line })),
    ...(uploads.length === 0 ? {} : { uploads: uploads.map((upload) => ({ ...upload })) }),
    ...(deletes.length === 0 ? {} : { deletes: [...deletes] }),
  };
}

/** The payload of an operation of ours, as it is carried out, perhaps in another process. */
export function writeOf(payload: JsonValue): PlannedWrite {
  return writeSchema.parse(payload);
}
