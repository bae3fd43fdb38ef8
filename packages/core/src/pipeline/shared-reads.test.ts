import { describe, expect, test } from 'vitest';

import { systemClock } from '../connector/index.ts';
import type { ConnectorContext, ReadEvent, ReadRequest } from '../connector/index.ts';
import { createSharedReads } from './shared-reads.ts';

const request: ReadRequest = { entity: 'product', mode: 'full' };

/** A source of numbered pages, each read of it with a bookmark of its own. */
function numbered(pages: number) {
  const cursors: (string | undefined)[] = [];
  const given: number[] = [];
  let aborted = 0;
  async function* read({ cursor }: ReadRequest, { signal }: ConnectorContext): AsyncGenerator<ReadEvent> {
    const number = cursors.push(cursor);
    signal.addEventListener('abort', () => {
      aborted += 1;
    });
    for (let page = Number(cursor ?? 0); page < pages; page += 1) {
      given.push(page);
      yield { type: 'page', records: [], cursor: String(page + 1) };
    }
    yield { type: 'end', bookmark: `read ${number}`, enumeratedAll: true };
  }
  return { read: read as never, cursors, given, aborted: () => aborted };
}

/** A reader that takes one event at a time. */
function reader(read: ReturnType<typeof createSharedReads>, asked: ReadRequest = request) {
  const stop = new AbortController();
  const context = { signal: stop.signal, clock: systemClock, warn: () => undefined };
  const events = read(asked, context)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value } = (await events.next()) as { value?: ReadEvent };
    if (value?.type === 'page') return value.cursor ?? 'page';
    return value?.type === 'end' ? `end ${value.bookmark}` : 'nothing';
  };
  const take = async (count: number) => {
    const taken: string[] = [];
    // oxlint-disable-next-line no-await-in-loop
    while (taken.length < count) taken.push(await next());
    return taken;
  };
  return { next, take, stop, leave: () => events.return?.() };
}

describe('shared reads', () => {
  test('give everybody within the window the same pages from one read', async () => {
    const source = numbered(5);
    const read = createSharedReads(source, 3);
    const [a, b] = [reader(read), reader(read)];
    expect(await a.take(3)).toEqual(['1', '2', '3']);
    expect(await b.take(6)).toEqual(['1', '2', '3', '4', '5', 'end read 1']);
    expect(await a.take(3)).toEqual(['4', '5', 'end read 1']);
    expect(source.given).toEqual([0, 1, 2, 3, 4]);
  });

  test('let who has fallen behind read on its own, until it has caught up', async () => {
    const source = numbered(12);
    const read = createSharedReads(source, 3);
    const [fast, slow] = [reader(read), reader(read)];
    await slow.take(1);
    await fast.take(8);
    // The window holds the pages 6, 7 and 8; the slow one reads 2 to 5 on its own.
    expect(await slow.take(4)).toEqual(['2', '3', '4', '5']);
    expect(source.cursors).toEqual([undefined, '1']);
    expect(await slow.take(4)).toEqual(['6', '7', '8', '9']);
    expect(await fast.take(4)).toEqual(['9', '10', '11', '12']);
    expect(await slow.take(4)).toEqual(['10', '11', '12', 'end read 1']);
    // Its own read was given up after the page 5.
    expect(source.given.toSorted((a, b) => a - b)).toEqual([
      0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 8, 9, 10, 11,
    ]);
    expect(source.aborted()).toBe(1);
    expect(await fast.next()).toBe('end read 1');
  });

  test('let two that have fallen behind to the same place read together', async () => {
    const source = numbered(12);
    const read = createSharedReads(source, 2);
    const [fast, a, b] = [reader(read), reader(read), reader(read)];
    await a.take(1);
    await b.take(1);
    await fast.take(10);
    expect(await a.take(2)).toEqual(['2', '3']);
    expect(await b.take(2)).toEqual(['2', '3']);
    expect(source.cursors).toEqual([undefined, '1']);
  });

  test('never mix passes that began at different moments, but end them with the earlier bookmark', async () => {
    const source = numbered(6);
    const read = createSharedReads(source, 2);
    const first = reader(read);
    await first.take(4);
    // Too late for the beginning of the first: a pass of its own, which meets the first one’s window and stays apart.
    const second = reader(read);
    expect(await second.take(5)).toEqual(['1', '2', '3', '4', '5']);
    expect(source.cursors).toEqual([undefined, undefined]);
    expect(await first.take(3)).toEqual(['5', '6', 'end read 1']);
    expect(await second.take(2)).toEqual(['6', 'end read 1']);
  });

  test('do not give a pass that began earlier the bookmark of a later one', async () => {
    const source = numbered(3);
    const read = createSharedReads(source, 1);
    const first = reader(read);
    await first.take(2);
    const second = reader(read);
    expect(await second.take(4)).toEqual(['1', '2', '3', 'end read 2']);
    expect(await first.take(2)).toEqual(['3', 'end read 1']);
  });

  test('give a pass that is resumed the bookmark that its own read says', async () => {
    const source = numbered(4);
    const read = createSharedReads(source, 4);
    expect(await reader(read).take(5)).toEqual(['1', '2', '3', '4', 'end read 1']);
    const resumed = { ...request, cursor: '2' };
    const [a, b] = [reader(read, resumed), reader(read, resumed)];
    expect(await a.take(3)).toEqual(['3', '4', 'end read 2']);
    expect(await b.take(3)).toEqual(['3', '4', 'end read 2']);
    expect(source.cursors).toEqual([undefined, '2']);
  });

  test('keep what is asked for differently apart', async () => {
    const source = numbered(2);
    const read = createSharedReads(source, 4);
    await reader(read).take(1);
    await reader(read, { entity: 'product', mode: 'incremental', bookmark: 'monday' }).take(1);
    await reader(read, { ...request, select: { attributes: ['name'] } }).take(1);
    expect(source.cursors).toHaveLength(3);
  });

  test('go on for the others when one leaves or is stopped', async () => {
    const source = numbered(5);
    const read = createSharedReads(source, 4);
    const [a, b, c] = [reader(read), reader(read), reader(read)];
    await Promise.all([a.next(), b.next(), c.next()]);
    await a.leave();
    b.stop.abort(new Error('stopped'));
    await expect(b.next()).rejects.toThrow('stopped');
    expect(source.aborted()).toBe(0);
    expect(await c.take(5)).toEqual(['2', '3', '4', '5', 'end read 1']);
    expect(source.cursors).toHaveLength(1);
  });

  test('stop the source when the last one has left', async () => {
    const source = numbered(5);
    const read = createSharedReads(source, 4);
    const [a, b] = [reader(read), reader(read)];
    await Promise.all([a.next(), b.next()]);
    await a.leave();
    await b.leave();
    expect(source.aborted()).toBe(1);
    // Who comes now is not given what a read that was given up has left.
    expect(await reader(read).take(2)).toEqual(['1', '2']);
    expect(source.cursors).toHaveLength(2);
  });

  test('free a reader that is stopped while it waits for the source', async () => {
    const silent = {
      read: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => undefined) }) }),
    };
    const one = reader(createSharedReads(silent as never, 4));
    const waiting = one.next();
    one.stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});
