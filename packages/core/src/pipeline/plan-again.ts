import type { PageContext } from './page-context.ts';
import type { PageItem } from './page-item.ts';
import { planOperations } from './plan-operations.ts';
import { resolveReferences } from './resolve-references.ts';

/**
 * Plans records again whose references have appeared since: everything but these is as it was. Those whose references
 * are still missing are parked.
 */
export async function planAgain(items: readonly PageItem[], context: PageContext): Promise<void> {
  for (const item of items) {
    item.result = null;
    item.operation = null;
  }
  await resolveReferences(items, context);
  await planOperations(items, context);
}
