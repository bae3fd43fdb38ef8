import type { DesiredUpsert, Issue, JsonValue, PlannedOperation } from '@pim-connector/core';

import type { CatalogueStructure } from './catalogue-structure.ts';
import { mostLines } from './patch-lines.ts';
import { payloadOf } from './planned-write.ts';
import type { PlannedLine, PlannedUpload } from './planned-write.ts';
import { writeLabels } from './write-values.ts';

/** The operation of a record that the PIM knows by the same key. */
export function structureOperation(
  { entity, key, sections, remote }: Omit<DesiredUpsert, 'data'>,
  lines: readonly PlannedLine[],
  issues: readonly Issue[] = [],
  uploads: readonly PlannedUpload[] = [],
): PlannedOperation {
  return {
    entity,
    key,
    action: lines.length + uploads.length === 0 ? 'none' : remote === null ? 'create' : 'update',
    sections,
    payload: payloadOf({ lines, uploads }),
    calls: lines.length / mostLines + uploads.length * 2,
    ...(issues.length === 0 ? {} : { issues }),
  };
}

/** Labels as a part of a line. */
export function labelsLine(
  texts: Readonly<Record<string, string>> | undefined,
  structure: CatalogueStructure,
): { readonly labels?: JsonValue } {
  return texts === undefined ? {} : { labels: writeLabels(texts, structure) };
}
