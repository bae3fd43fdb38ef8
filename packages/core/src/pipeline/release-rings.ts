import { referenceId } from '../connector/index.ts';
import { knownReferences } from './known-references.ts';
import type { PageContext } from './page-context.ts';
import { pageItem } from './page-item.ts';
import { processItems } from './process-page.ts';
import { isReference, parkedEntries, recordsAtOnce } from './release-parked.ts';
import type { OnReleased } from './release-parked.ts';
import { toReference } from './to-reference.ts';

/**
 * Writes parked records that wait for nothing but each other, without the references in question. They are unfinished then,
 * and are finished like all others once each has its link.
 *
 * @returns whether there were any.
 */
export async function releaseRings(context: PageContext, onReleased: OnReleased): Promise<boolean> {
  if (context.prepared.destination.unfinished !== true) return false;
  const ring = await waitingForEachOther(context);
  if (ring.size === 0) return false;
  for await (const entries of parkedEntries(context)) {
    const members = entries.filter((entry) => ring.has(referenceId(entry)));
    for (let start = 0; start < members.length; start += recordsAtOnce) {
      const some = members.slice(start, start + recordsAtOnce);
      const items = some.map((entry) => pageItem(entry.record, context.prepared.hash, entry));
      // oxlint-disable-next-line no-await-in-loop
      onReleased(some, await processItems(items, [], { ...context, deferred: ring }, {}));
    }
  }
  return true;
}

/** Ids of the records that can be deferred, and that wait only for others of which that is true. */
async function waitingForEachOther(context: PageContext): Promise<ReadonlySet<string>> {
  const missing = new Map<string, readonly string[]>();
  for await (const entries of parkedEntries(context)) {
    for (const entry of entries) {
      if (entry.deferrable === true) missing.set(referenceId(entry), entry.missing);
    }
  }
  const waiting = new Map<string, string[]>();
  for (const [id, others] of missing) {
    for (const other of others) {
      const dependents = waiting.get(other) ?? [];
      dependents.push(id);
      waiting.set(other, dependents);
    }
  }
  // Whoever waits for something else waits on, and so does whoever waits for it.
  const others = [...waiting.keys()].filter((id) => !missing.has(id));
  // What has come meanwhile is nothing that anybody waits for.
  const there = await knownReferences(others.filter(isReference).map(toReference), context);
  const outside = others.filter((id) => !there.has(id));
  for (let id = outside.pop(); id !== undefined; id = outside.pop()) {
    for (const dependent of waiting.get(id) ?? []) {
      if (missing.delete(dependent)) outside.push(dependent);
    }
  }
  return new Set(missing.keys());
}
