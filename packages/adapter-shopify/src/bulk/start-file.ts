import { isConnectorError } from '@pim-connector/core';

import { bulkMutationStart } from '../documents/bulk-documents.ts';
import type { WriteSession } from '../write/session.ts';
import type { FollowedOperations } from './follow-operations.ts';
import { clientIdentifierOf, markedMutation } from './marker.ts';
import type { OutgoingFile } from './outgoing-files.ts';
import { uploadFile } from './upload-file.ts';

/** Milliseconds until it is worth asking for a slot again. */
const slotPause = 10_000;
/** Milliseconds until it is worth looking again for a slot of our own, at least. */
const ownPause = 1_000;
/** Milliseconds after which an operation that was asked for is surely listed, if it was begun. */
export const listingLag = 15_000;

/**
 * Uploads a file and lets Shopify begin with it. What nobody knows about is looked up before it is begun again: two
 * operations of one file would be two.
 *
 * @returns whether it was begun; if not, it is tried again when somebody asks after `notBefore`.
 * @throws ConnectorError
 */
export async function startFile(
  file: OutgoingFile,
  operations: FollowedOperations,
  session: WriteSession,
): Promise<boolean> {
  const { client, config, tools, context } = session;
  const now = context.clock.now();
  if (now < file.notBefore) return false;
  if (file.inDoubtSince !== null) {
    await operations.find([file.id], file.inDoubtSince, session);
    if (operations.isKnown(file.id)) return true;
    if (now < file.inDoubtSince + listingLag) return later(file, now + 1_000);
    file.inDoubtSince = null;
  }
  if (operations.running() >= config.bulk.slots) await operations.lookAtAll(session);
  if (operations.running() >= config.bulk.slots) {
    file.busySince = null;
    return later(file, now + Math.max(ownPause, operations.nextLook(session)));
  }
  // Lines may come from elsewhere while it is sent.
  file.isClosed = true;
  file.path ??= await uploadFile(file.content, session);
  const { name, document } = file.operation;
  const variables = {
    mutation: markedMutation(document, name, file.id),
    path: file.path,
    clientIdentifier: clientIdentifierOf(file.id),
  };
  try {
    const { bulkOperationRunMutation: answer } = await client.call(bulkMutationStart, variables, context);
    if (answer.bulkOperation != null) {
      operations.started(file.id, answer.bulkOperation.id, context.clock.now());
      return true;
    }
    const [error] = answer.userErrors;
    const code = error?.code ?? null;
    if (code === 'OPERATION_IN_PROGRESS' || code === 'LIMIT_REACHED') return noSlot(file, now);
    if (code === 'NO_SUCH_FILE' || code === 'INTERNAL_FILE_SERVER_ERROR') {
      file.path = null;
      return later(file, now + slotPause);
    }
    throw tools.error('request.rejected', `Shopify begins no bulk mutation: “${error?.message}”`, {
      operation: bulkMutationStart.name,
      hint: 'Write directly: `lane: "direct"`.',
    });
  } catch (error) {
    const mayHaveArrived = isConnectorError(
      error,
      'connection.failed',
      'connection.timeout',
      'platform.unavailable',
      'response.malformed',
    );
    if (!mayHaveArrived) throw error;
    file.inDoubtSince = now;
    return later(file, now + 1_000);
  }
}

/** Others of the app have taken all slots. */
function noSlot(file: OutgoingFile, now: number): false {
  file.busySince ??= now;
  return later(file, now + slotPause);
}

function later(file: OutgoingFile, moment: number): false {
  file.notBefore = moment;
  return false;
}
