import { expect, test } from 'vitest';

import { createPageFlow } from './page-flow.ts';

/** A flow of tasks that go on when they are told to. */
function setUp(concurrency = 8) {
  const flow = createPageFlow(concurrency);
  const begun: string[] = [];
  const open = new Map<string, PromiseWithResolvers<void>>();
  const push = (name: string, ...keys: readonly string[]) => {
    const gate = Promise.withResolvers<void>();
    open.set(name, gate);
    const work = () => {
      begun.push(name);
      return gate.promise;
    };
    return flow.push({ keys, work });
  };
  const turn = () =>
    new Promise((resolve) => {
      setImmediate(resolve);
    });
  const end = async (name: string, error?: Error) => {
    if (error === undefined) open.get(name)?.resolve();
    else open.get(name)?.reject(error);
    await turn();
  };
  return { flow, begun, push, end, turn };
}

test('a task waits for the earlier ones that work with its records, and for no other', async () => {
  const { begun, push, end, turn, flow } = setUp();
  await push('first', 'a', 'b');
  await push('second', 'c');
  await push('third', 'b', 'c');
  await push('fourth', 'd');
  await turn();
  expect(begun).toEqual(['first', 'second', 'fourth']);
  await end('first');
  expect(begun).not.toContain('third');
  await end('second');
  expect(begun).toContain('third');
  // The last one that works with a record is the one to wait for.
  await push('fifth', 'b');
  await turn();
  expect(begun).not.toContain('fifth');
  await end('third');
  expect(begun).toContain('fifth');
  await end('fourth');
  await end('fifth');
  await flow.finish();
});

test('records that are claimed are free ones only, and tasks wait until they are released', async () => {
  const { begun, push, end, turn, flow } = setUp();
  await push('first', 'a');
  const claimed = flow.claim(['a', 'b']);
  expect([...claimed.keys]).toEqual(['b']);
  expect([...flow.claim(['b']).keys]).toEqual([]);
  await push('second', 'b');
  await turn();
  expect(begun).toEqual(['first']);
  const other = flow.claim(['c']);
  other.release();
  expect([...flow.claim(['c']).keys]).toEqual(['c']);
  claimed.release();
  await turn();
  expect(begun).toEqual(['first', 'second']);
  // What a task has taken meanwhile is not given away by a release.
  expect([...flow.claim(['b']).keys]).toEqual([]);
  await end('first');
  await end('second');
  expect([...flow.claim(['a', 'b']).keys]).toEqual(['a', 'b']);
});

test('after a failure nothing more is begun, and the first one is told', async () => {
  const { begun, push, end, flow } = setUp();
  await push('first', 'a');
  await push('second', 'a');
  await push('third', 'b');
  await end('first', new Error('the first'));
  await end('third', new Error('the second'));
  expect(begun).toEqual(['first', 'third']);
  await expect(push('fourth', 'c')).rejects.toThrow('the first');
  await expect(flow.finish()).rejects.toThrow('the first');
  expect(begun).toEqual(['first', 'third']);
});
