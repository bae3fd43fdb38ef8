import type { Adoption, ConnectorError, RecordKey } from '@pim-connector/core';

import { productCandidate } from '../documents/adoption-documents.ts';
import { metafieldsSet } from '../documents/product-list-documents.ts';
import { taken } from '../lookup/adoption-issues.ts';
import { identityMetafield } from './identity.ts';
import { Refusal } from './refusal.ts';
import type { WriteSession } from './session.ts';

/**
 * Makes a product of the shop the record, before anything else of it is changed: a run that dies afterwards finds it by
 * its key. Only if it is nobody’s by now; of two that want it at the same moment Shopify lets one have it.
 *
 * @throws Refusal if it has become another record, ConnectorError if it is gone, or the key is another product’s.
 */
export async function claimProduct(
  key: RecordKey,
  id: string,
  adoption: Adoption,
  { client, tools, context }: WriteSession,
): Promise<void> {
  // No digest: only if there is no such metafield yet. The same value as is there is always taken.
  const metafields = [{ ownerId: id, ...identityMetafield(key), compareDigest: null }];
  const { metafieldsSet: set } = await client.call(metafieldsSet, { metafields }, context);
  const [error] = set.userErrors;
  if (error === undefined) return;
  const moved = (message: string): ConnectorError =>
    tools.error('resource.conflict', message, {
      key,
      hint: 'The next run looks anew for what the record could be.',
    });
  const { productByIdentifier } = await client.call(productCandidate, { identifier: { id } }, context);
  if (productByIdentifier == null)
    throw moved(`${id}, which was to become the record, is not there any more`);
  const holder = productByIdentifier.appKey?.value;
  if (holder === undefined || holder === key) throw moved(`${id} cannot become the record: ${error.message}`);
  const issue = taken(adoption, productByIdentifier, holder, '');
  throw new Refusal([{ means: { kind: 'rejected', issue: 'record.ambiguous' }, issue }]);
}
