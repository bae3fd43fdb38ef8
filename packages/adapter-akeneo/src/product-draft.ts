import type { Issue, JsonValue, RecordReference } from '@pim-connector/core';

import type { ApiItem } from './list-pages.ts';
import { planFiles } from './plan-files.ts';
import type { PlannedLine, PlannedUpload } from './planned-write.ts';
import { describedLine } from './product-lines.ts';
import type { Described, LineContext } from './product-lines.ts';
import type { RememberedFile } from './remembered-files.ts';

/** Lines and uploads of one record. */
export interface ProductDraft {
  readonly lines: PlannedLine[];
  readonly uploads: PlannedUpload[];
  readonly issues: Issue[];
  /** Files that stay as they are. */
  readonly files: Record<string, RememberedFile>;
  readonly awaits: RecordReference[];
}

/** A product, article or model of a record. */
export interface ProductPart {
  readonly stage: number;
  readonly path: 'products' | 'product-models';
  /** What tells it in the API. */
  readonly name: { readonly identifier: string } | { readonly code: string };
  /** What is said beside its description, such as where a new one belongs. */
  readonly place: { readonly [name: string]: JsonValue };
  readonly described: Described;
  /** What the PIM has of it. */
  readonly existing: ApiItem | undefined;
}

/** Adds what makes the PIM have a part as it should be. */
export function addPart(
  draft: ProductDraft,
  { stage, path, name, place, described, existing }: ProductPart,
  context: LineContext,
): void {
  const isNew = existing === undefined;
  const { line, issues, awaits } = describedLine(described, existing, context);
  draft.issues.push(...issues);
  draft.awaits.push(...awaits);
  const { media = {} } = described;
  if (isNew || context.sections.has('media')) {
    const files = planFiles({ ...name }, media, existing, context.remembered, context.structure);
    draft.uploads.push(...files.uploads);
    draft.issues.push(...files.issues);
    Object.assign(draft.files, files.kept);
    addLine(draft, { stage, path, line: { ...name, ...place, ...withCleared(line, files.cleared) } }, isNew);
  } else addLine(draft, { stage, path, line: { ...name, ...place, ...line } }, isNew);
}

function withCleared(
  line: { readonly [name: string]: JsonValue },
  cleared: ReturnType<typeof planFiles>['cleared'],
): { readonly [name: string]: JsonValue } {
  if (Object.keys(cleared).length === 0) return line;
  return { ...line, values: { ...(line['values'] as object | undefined), ...cleared } };
}

/** A line of nothing but its own name changes nothing, unless it makes something. */
function addLine({ lines }: ProductDraft, line: PlannedLine, isNew: boolean): void {
  if (isNew || Object.keys(line.line).length > 1) lines.push(line);
}
