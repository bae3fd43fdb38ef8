import { describe, expect, test } from 'vitest';

import { createEventBus } from './event-bus.ts';
import type { BusEvents } from './event-bus.ts';
import { addCounts, countResults, countsAddUp, noCounts } from './record-counts.ts';

interface TestEvents extends BusEvents {
  greeted: { name: string };
}

describe('an event bus', () => {
  test('tells listeners in order, until they are removed', () => {
    const bus = createEventBus<TestEvents>();
    const heard: string[] = [];
    const remove = bus.on('greeted', ({ name }) => heard.push(`first ${name}`));
    bus.on('greeted', ({ name }) => heard.push(`second ${name}`));
    bus.emit('greeted', { name: 'Ann' });
    remove();
    bus.emit('greeted', { name: 'Bob' });
    expect(heard).toEqual(['first Ann', 'second Ann', 'second Bob']);
  });

  test('goes on when a listener throws, and reports it without secrets', async () => {
    const bus = createEventBus<TestEvents>();
    const failures: unknown[] = [];
    bus.on('listener.failed', (failure) => failures.push(failure));
    bus.on('greeted', () => {
      throw new Error('no token=abcdef123456');
    });
    bus.on('greeted', async () => {
      throw new Error('later');
    });
    let reached = false;
    bus.on('greeted', () => {
      reached = true;
    });
    bus.emit('greeted', { name: 'Ann' });
    await Promise.resolve();
    expect(reached).toBe(true);
    expect(failures).toEqual([
      { event: 'greeted', message: 'no token=[redacted]' },
      { event: 'greeted', message: 'later' },
    ]);
  });

  test('does not run in circles when a listener of failures fails', () => {
    const bus = createEventBus<TestEvents>();
    let calls = 0;
    bus.on('listener.failed', () => {
      calls += 1;
      throw new Error('again');
    });
    bus.on('greeted', () => {
      throw new Error('once');
    });
    bus.emit('greeted', { name: 'Ann' });
    expect(calls).toBe(1);
  });
});

describe('counts', () => {
  test('add up exactly when every record that was read has a result', () => {
    const counts = countResults(3, ['created', 'rejected', 'unchanged']);
    expect(countsAddUp(counts)).toBe(true);
    expect(countsAddUp(countResults(4, ['created']))).toBe(false);
    expect(countsAddUp(addCounts(counts, noCounts()))).toBe(true);
    expect(addCounts(counts, counts)).toMatchObject({
      read: 6,
      created: 2,
      rejected: 2,
      unchanged: 2,
      failed: 0,
    });
  });
});
