import { VirtualClock } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { createFollowedOperations } from './follow-operations.ts';

type Asking = Parameters<ReturnType<typeof createFollowedOperations>['state']>[1];

/** A client that knows one operation, which has ended with so many lines. */
function endedOperation(lines: number) {
  let reads = 0;
  const bulkOperation = {
    id: 'gid://shopify/BulkOperation/1',
    status: 'COMPLETED',
    objectCount: String(lines),
    url: 'https://host.example/result',
  };
  const clock = new VirtualClock(1_000_000);
  const asking = {
    client: {
      call: async () => ({ bulkOperation }),
      http: {
        stream: async () => ({
          async *jsonLines() {
            reads += 1;
            for (let line = 0; line < lines; line += 1) yield { data: {}, __lineNumber: line };
          },
        }),
      },
    },
    tools: {},
    context: { clock, signal: new AbortController().signal, warn: () => undefined },
  } as unknown as Asking;
  const operations = createFollowedOperations();
  operations.started('file', bulkOperation.id, 0);
  return { operations, rows: () => operations.state('file', asking), reads: () => reads };
}

test('a result is kept until all of it was told, and read again for who asks all the same', async () => {
  const { operations, rows, reads } = endedOperation(3);
  const first = await rows();
  expect(first).toMatchObject({ kind: 'ended' });
  operations.told('file', 2);
  await rows();
  expect(reads()).toBe(1);
  operations.told('file', 1);
  expect(await rows()).toEqual(first);
  expect(reads()).toBe(2);
  // What was told of the result before says nothing of this one.
  operations.told('file', 2);
  await rows();
  expect(reads()).toBe(2);
});
