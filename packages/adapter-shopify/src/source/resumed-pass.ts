import { isConnectorError } from '@pim-connector/core';
import type { Entity, ReadEvent } from '@pim-connector/core';

import { readCursor } from './pass-cursor.ts';
import type { PassPlace } from './pass-cursor.ts';

/**
 * Goes on with a pass where its cursor says, and begins it anew where that is of no use: it is none of ours, or Shopify
 * cannot read its part of it any more.
 */
export async function* resumedPass<E extends Entity>(
  cursor: string | undefined,
  pass: (place: PassPlace | null) => AsyncGenerator<ReadEvent<E>>,
): AsyncGenerator<ReadEvent<E>> {
  const place = readCursor(cursor);
  let hasBegun = false;
  try {
    for await (const event of pass(place)) {
      hasBegun = true;
      yield event;
    }
    return;
  } catch (error) {
    if (place?.after === undefined || hasBegun || !isAboutCursor(error)) throw error;
  }
  yield* pass(null);
}

// “Malformed cursor”, “Invalid cursor for current pagination sort”.
function isAboutCursor(error: unknown): boolean {
  return isConnectorError(error) && /\bcursor\b/i.test(error.message);
}
