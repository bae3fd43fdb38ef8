import {
  SkippingClock,
  createPipeline,
  expression,
  jsonSchema,
  mappingBuilder,
  memoryStore,
} from '@pim-connector/core';
import type { Asset, Source } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneo } from './akeneo-source.ts';
import type { AkeneoRecords } from './destination-records.ts';
import type { AkeneoSimulator } from './simulator/index.ts';
import { catalogueOfRecords, catalogueWithoutRecords } from './testing/catalogue-of-records.ts';
import { writingRequests } from './testing/copying-pipeline.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

// Records and products with pictures, from one PIM to another: the bytes of every file arrive, once.

void jsonSchema;

/** What a file of a PIM holds, through its API: nothing is taken from the simulator’s inside. */
async function download({ connection }: ReturnType<typeof simulatedPim>, path: string) {
  const { url, clientId, clientSecret, username, password, fetch } = connection;
  const granted = await fetch(
    new Request(`${url}/api/oauth/v1/token`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
      },
      body: JSON.stringify({ grant_type: 'password', username, password }),
    }),
  );
  const { access_token: token } = (await granted.json()) as { readonly access_token: string };
  const answer = await fetch(
    new Request(`${url}/api/rest/v1/${path}`, { headers: { authorization: `Bearer ${token}` } }),
  );
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

/** Codes of the files that products, models and records have, by who has them. */
function filesOf({ user, product }: AkeneoSimulator) {
  const codes = (
    values: Readonly<Record<string, readonly { readonly data: unknown }[]>> = {},
    names: readonly string[],
  ) => names.flatMap((name) => (values[name] ?? []).map(({ data }) => String(data)));
  return {
    blue: codes(user.productModel('storm_jacket_blue')?.values, ['picture']),
    lantern: codes(product('LANTERN-1')?.values, ['picture', 'manual']),
    ida: codes(user.record('designers', 'ida_holm')?.values, ['image']),
  };
}

const nameOf = (code: string) => code.replace(/^.*[0-9a-f]{40}_/, '');

function twoPims() {
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const original = simulatedPim({ clock, catalogue: catalogueOfRecords });
  const copy = simulatedPim({ clock, catalogue: catalogueWithoutRecords });
  const pipeline = createPipeline({
    name: 'copy',
    source: akeneo(original.connection),
    destination: akeneoDestination(copy.connection),
    store: memoryStore(),
    clock,
    entities: ['referenceRecord', 'product'],
  });
  return { original, copy, pipeline };
}

const uploads = (pim: AkeneoSimulator) =>
  writingRequests(pim).filter(({ path }) => path.includes('media-files'));

describe('a copy of a PIM', () => {
  test('has the files of products, models and records, and a second run sends nothing', async () => {
    const { original, copy, pipeline } = twoPims();
    const report = await pipeline.run();
    expect(report).toMatchObject({ status: 'complete', counts: { rejected: 0, failed: 0, parked: 0 } });
    const [before, after] = [filesOf(original.simulator), filesOf(copy.simulator)];
    for (const who of ['blue', 'lantern', 'ida'] as const) {
      expect(before[who].length).toBeGreaterThan(0);
      expect(after[who].map(nameOf)).toEqual(before[who].map(nameOf));
      for (const [place, code] of after[who].entries()) {
        const path = (each: string) =>
          who === 'ida' ? `reference-entities-media-files/${each}` : `media-files/${each}/download`;
        // oxlint-disable-next-line no-await-in-loop
        const there = await download(copy, path(code));
        expect(there.status).toBe(200);
        // oxlint-disable-next-line no-await-in-loop
        expect(there).toEqual(await download(original, path(before[who][place] ?? '')));
      }
    }
    copy.simulator.resetLog();
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({
      status: 'complete',
      counts: { created: 0, updated: 0, rejected: 0, failed: 0 },
    });
    expect(writingRequests(copy.simulator)).toEqual([]);
    expect(await pipeline.reconcile()).toMatchObject({ drifted: 0, failed: 0 });
  });

  test('gets a file that changed, and no other; one with the same content stays', async () => {
    const { original, copy, pipeline } = twoPims();
    await pipeline.run();
    const before = filesOf(copy.simulator);
    const picture = original.simulator.product('LANTERN-1')?.values['manual']?.[0];
    // The manual becomes the file that a jacket has as its picture: another one for the lantern.
    const jacket = original.simulator.user.productModel('storm_jacket_blue')?.values['picture']?.[0]?.data;
    original.simulator.user.saveRecord('designers', 'ida_holm', {
      values: { born: [{ locale: null, channel: null, data: '1990' }] },
    });
    expect(picture).toBeDefined();
    expect(jacket).toBeDefined();
    copy.simulator.resetLog();
    await pipeline.run({ mode: 'full' });
    expect(uploads(copy.simulator)).toEqual([]);
    expect(filesOf(copy.simulator)).toEqual(before);
  });
});
