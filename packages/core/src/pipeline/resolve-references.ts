import { referenceId } from '../connector/index.ts';
import type { DesiredUpsert, RecordReference, RemoteReference } from '../connector/index.ts';
import { knownReferences } from './known-references.ts';
import { assertMayBeUnfinished } from './may-be-unfinished.ts';
import type { PageContext } from './page-context.ts';
import { openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';

/** Tells the destination how it knows the records that others refer to. A record whose reference is missing is parked. */
export async function resolveReferences(items: readonly PageItem[], context: PageContext): Promise<void> {
  const { definition } = context.prepared;
  if (definition.references === undefined) return;
  const referring = openItems(items).flatMap((item) => {
    const { desired } = item;
    if (desired?.op !== 'upsert') return [];
    return [{ item, desired, references: definition.references?.(desired.data) ?? [] }];
  });
  const known = await knownReferences(
    referring.flatMap(({ references }) => references),
    context,
  );
  for (const { item, desired, references } of referring) {
    const find = (id: string) => known.get(id) ?? context.promised?.find(id);
    const missing = references.filter((reference) => find(referenceId(reference)) === undefined);
    const ids = missing.map(referenceId);
    const isDeferrable = missing.every(({ deferrable }) => deferrable === true);
    if (missing.length > 0 && isDeferrable) assertMayBeUnfinished('deferrable', 'references', context);
    // What it was written without before it can be written without again.
    const isLeftOut = (id: string) =>
      context.deferred.has(id) || item.unfinished?.missing.includes(id) === true;
    if (missing.length > 0 && !(isDeferrable && ids.every(isLeftOut))) {
      item.result = { kind: 'parked', missing: ids, ...(isDeferrable ? { deferrable: true } : {}) };
      continue;
    }
    item.deferred = missing;
    item.desired = withReferences(desired, references, find);
  }
}

function withReferences(
  desired: DesiredUpsert,
  references: readonly RecordReference[],
  find: (id: string) => RemoteReference | undefined,
): DesiredUpsert {
  const resolved = references.flatMap((reference): [string, RemoteReference][] => {
    const id = referenceId(reference);
    const remote = find(id);
    return remote === undefined ? [] : [[id, remote]];
  });
  return { ...desired, references: new Map(resolved) };
}
