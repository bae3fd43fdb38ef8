import type { Adoption, ConnectorError, RecordKey } from '@pim-connector/core';

import { productCandidate } from '../documents/adoption-documents.ts';
import type { AdoptionCandidate } from '../documents/adoption-documents.ts';
import { collectionByIdentifier } from '../documents/collection-documents.ts';
import { metafieldsSet } from '../documents/product-list-documents.ts';
import { taken } from '../lookup/adoption-issues.ts';
import { identityMetafield } from './identity.ts';
import { Refusal } from './refusal.ts';
import type { WriteSession } from './session.ts';

type Claim = (key: RecordKey, id: string, adoption: Adoption, session: WriteSession) => Promise<void>;

/**
 * Makes a product of the shop the record, before anything else of it is changed: a run that dies afterwards finds it by
 * its key. Only if it is nobody’s by now; of two that want it at the same moment Shopify lets one have it.
 *
 * @throws Refusal if it has become another record, ConnectorError if it is gone, or the key is another product’s.
 */
export const claimProduct: Claim = (key, id, adoption, session) =>
  claim(key, id, adoption, session, async ({ client, context }) => {
    const { productByIdentifier } = await client.call(productCandidate, { identifier: { id } }, context);
    return productByIdentifier ?? null;
  });

/** The same for a collection. */
export const claimCollection: Claim = (key, id, adoption, session) =>
  claim(key, id, adoption, session, async ({ client, context }) => {
    const found = await client.call(collectionByIdentifier, { identifier: { id } }, context);
    return found.collectionByIdentifier ?? null;
  });

async function claim(
  key: RecordKey,
  id: string,
  adoption: Adoption,
  session: WriteSession,
  read: (session: WriteSession) => Promise<AdoptionCandidate | null>,
): Promise<void> {
  const { client, tools, context } = session;
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
  const candidate = await read(session);
  if (candidate === null) throw moved(`${id}, which was to become the record, is not there any more`);
  const holder = candidate.appKey?.value;
  if (holder === undefined || holder === key) throw moved(`${id} cannot become the record: ${error.message}`);
  const issue = taken(adoption, candidate, holder, '');
  throw new Refusal([{ means: { kind: 'rejected', issue: 'record.ambiguous' }, issue }]);
}
