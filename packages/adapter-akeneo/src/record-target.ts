import { recordKindSchema } from '@pim-connector/core';
import type { Attribute } from '@pim-connector/core';

/** What an attribute says that its values point to, if they point to records of a reference entity. */
export function recordTarget(kind: string | null): Pick<Attribute, 'target'> {
  // One whose code can be no kind of ours has no records of ours either.
  return recordKindSchema.safeParse(kind).success
    ? { target: { entity: 'referenceRecord', kind: String(kind) } }
    : {};
}
