import type { ConnectorContext, Entity, ReadEvent } from '@pim-connector/core';
import { entities, systemClock } from '@pim-connector/core';
import { expect, test } from 'vitest';

import { catalogueSource } from './catalogue-source.ts';
import { generateCatalogue } from './generate-catalogue.ts';

const catalogue = generateCatalogue({ products: 23 });
const source = catalogueSource({ catalogue, pageSize: 5 });

function context(signal: AbortSignal = new AbortController().signal): ConnectorContext {
  return { signal, clock: systemClock, warn: () => undefined };
}

async function read(entity: Entity, cursor?: string): Promise<ReadEvent[]> {
  const request = { entity, mode: 'full' as const, ...(cursor === undefined ? {} : { cursor }) };
  return Array.fromAsync(source.read(request, context()));
}

function recordsOf(events: readonly ReadEvent[]) {
  return events.flatMap((event) => (event.type === 'page' ? event.records : []));
}

test.each(entities)('reads all records of the entity %s, then ends', async (entity) => {
  const events = await read(entity);
  expect(recordsOf(events)).toEqual(await Array.fromAsync(catalogue.records(entity)));
  expect(events.at(-1)).toEqual({ type: 'end', enumeratedAll: true });
});

test('goes on after any page as if nothing had happened', async () => {
  const whole = await read('price');
  expect(whole).toHaveLength(6);
  for (const [index, event] of whole.entries()) {
    if (event.type !== 'page') continue;
    // oxlint-disable-next-line no-await-in-loop
    expect(await read('price', event.cursor)).toEqual(whole.slice(index + 1));
  }
});

test('stops when it is aborted', async () => {
  const controller = new AbortController();
  const pages: ReadEvent[] = [];
  const reading = (async () => {
    for await (const event of source.read({ entity: 'product', mode: 'full' }, context(controller.signal))) {
      pages.push(event);
      controller.abort();
    }
  })();
  await expect(reading).rejects.toThrow('aborted');
  expect(pages).toHaveLength(1);
});

test('fetches by key', async () => {
  const [record] = catalogue.recordsAt('inventory', 7);
  const keys = [record?.key ?? '', 'none'];
  const found = await source.fetch?.({ entity: 'inventory', keys }, context());
  expect(found).toEqual(
    new Map([
      [keys[0], record],
      ['none', null],
    ]),
  );
});

test('describes the catalogue, and is always well', async () => {
  expect(await source.describe(context())).toEqual(catalogue.description);
  expect((await source.check(context())).ok).toBe(true);
  expect(source.account).toBe('catalogue-pim');
});
