import type { ConnectorContext, Issue, PlannedOperation, RecordKey } from '@pim-connector/core';

import { foldCode, objectOf, textsOf } from './api-values.ts';
import { productKey } from './convert-product.ts';
import { readingFor } from './destination-tools.ts';
import type { DestinationTools } from './destination-tools.ts';
import { workflowStatus } from './existing-products.ts';
import { productsByKey } from './lookup-products.ts';

/**
 * Which of the products that were just changed are as they were, because the connection does not own them: the PIM
 * answers as if it had changed them, and keeps a draft (Akeneo Enterprise, permissions). The state before the change
 * does not tell, so they are looked at afterwards, 100 in a request.
 */
export async function findDrafts(
  operations: readonly PlannedOperation[],
  tools: DestinationTools,
  context: ConnectorContext,
): Promise<ReadonlySet<RecordKey>> {
  const skus = operations.flatMap(({ data }) => textsOf(objectOf(data)['mayBeDrafts']));
  if (skus.length === 0) return new Set();
  const reading = await readingFor(tools, context);
  const items = await productsByKey(skus, reading);
  const drafts = new Set(
    items.filter(isDraft).map((item) => foldCode(productKey(item, reading.structure) ?? '')),
  );
  return new Set(
    operations
      .filter(({ data }) => textsOf(objectOf(data)['mayBeDrafts']).some((sku) => drafts.has(foldCode(sku))))
      .map(({ key }) => key),
  );
}

/** What is said of such a product. */
export const draftIssue: Issue = {
  code: 'akeneo.draft',
  severity: 'warning',
  message:
    'The connection does not own the product: the PIM made a draft of the change and left the product as it was',
  hint: 'Send the draft for approval in the PIM, or make the user group of the connection own a category of the product.',
};

function isDraft(item: Readonly<Record<string, unknown>>): boolean {
  return ['draft_in_progress', 'proposal_waiting_for_approval'].includes(workflowStatus(item) ?? '');
}
