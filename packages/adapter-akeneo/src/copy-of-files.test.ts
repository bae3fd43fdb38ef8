import { SkippingClock, createPipeline, expression, mappingBuilder, memoryStore } from '@pim-connector/core';
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

/** What a file of a PIM holds, through its API: nothing is taken from the simulator’s inside. */
async function download(pim: ReturnType<typeof simulatedPim>, path: string) {
  const { url, fetch } = pim.connection;
  const headers = { authorization: `Bearer ${await tokenOf(pim)}` };
  const answer = await fetch(new Request(`${url}/api/rest/v1/${path}`, { headers }));
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}

async function tokenOf({ connection }: ReturnType<typeof simulatedPim>): Promise<string> {
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
  return token;
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

  test('gets a file that is new, and no other; one with the same content stays', async () => {
    const { original, copy, pipeline } = twoPims();
    await pipeline.run();
    const before = filesOf(copy.simulator).lantern;
    const manual = async (locale: string, text: string) => {
      const body = new FormData();
      const target = { identifier: 'LANTERN-1', attribute: 'manual', locale, scope: null };
      body.append('product', JSON.stringify(target));
      body.append('file', new Blob([text]), 'lantern-manual.pdf');
      const headers = { authorization: `Bearer ${await tokenOf(original)}` };
      const request = new Request(`${original.connection.url}/api/rest/v1/media-files`, {
        method: 'POST',
        headers,
        body,
      });
      expect((await original.connection.fetch(request)).status).toBe(201);
    };
    copy.simulator.resetLog();
    // The PIM gives it another code, and another address.
    await manual('en_US', '%PDF-1.4\n%%EOF\n');
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({ counts: { updated: 1, failed: 0 } });
    expect(uploads(copy.simulator)).toEqual([]);
    expect(filesOf(copy.simulator).lantern).toEqual(before);
    await manual('de_DE', 'Anleitung');
    expect(await pipeline.run({ mode: 'full' })).toMatchObject({ counts: { updated: 1, failed: 0 } });
    expect(uploads(copy.simulator)).toHaveLength(1);
    const [first, second] = filesOf(copy.simulator).lantern;
    expect(first).toBe(before[0]);
    const { bytes } = await download(copy, `media-files/${second}/download`);
    expect(new TextDecoder().decode(bytes)).toBe('Anleitung');
    copy.simulator.resetLog();
    await pipeline.run({ mode: 'full' });
    expect(writingRequests(copy.simulator)).toEqual([]);
    expect(await pipeline.reconcile()).toMatchObject({ drifted: 0 });
  });

  test('goes on without a product whose file is gone, and says which', async () => {
    const { original, copy, pipeline } = twoPims();
    const { fetch } = original.connection;
    const manual = original.simulator.product('LANTERN-1')?.values['manual']?.[0]?.data;
    const source = akeneo({
      ...original.connection,
      // The PIM names a file that its storage has lost.
      fetch: async (request) =>
        request.url.includes(encodeURI(JSON.stringify(manual ?? null).slice(1, -1))) &&
        request.url.endsWith('/download')
          ? new Response('{"code":404,"message":"gone"}', { status: 404 })
          : fetch(request),
    });
    const broken = createPipeline({ ...pipeline.options, name: 'broken', source, store: memoryStore() });
    const report = await broken.run();
    expect(report.counts).toMatchObject({ rejected: 1, failed: 0 });
    const letters = await Array.fromAsync(broken.deadLetters());
    expect(letters).toMatchObject([
      { key: 'LANTERN-1', issues: [{ code: 'akeneo.no_file', attribute: 'manual', value: manual }] },
    ]);
    expect(copy.simulator.user.productModel('storm_jacket')).toBeDefined();
  });
});

describe('files of a source that tells addresses only', () => {
  function setUp(
    files: NonNullable<Parameters<typeof createPipeline>[0]['files']>,
    url = 'https://cdn.example/a.png',
  ) {
    const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
    const original = akeneo(simulatedPim({ clock }).connection);
    const copy = simulatedPim({ clock, catalogue: catalogueWithoutRecords });
    const asset: Asset = { key: 'front', url, urlKind: 'public' };
    const { openFile: _openFile, fetch: _fetch, ...rest } = original;
    const source: Source = {
      ...rest,
      fetch: async ({ entity, keys }) =>
        new Map(
          keys.map((key) => [
            key,
            entity === 'asset' && key === 'front'
              ? ({ op: 'upsert', entity, key, data: asset, coverage: 'complete' } as never)
              : null,
          ]),
        ),
    };
    const mapping = (key: string) =>
      mappingBuilder<AkeneoRecords['product']>({ name: 'pictures', entity: 'product' })
        .setVariant('sku', expression.field({ path: 'key' }))
        .set('family', expression.constant({ value: 'lamps' }))
        .set('media.picture.*.*' as 'media', expression.constant({ value: { asset: key } }))
        .build();
    const pipeline = (key = 'front') =>
      createPipeline({
        name: 'pictures',
        source: {
          ...source,
          read: (request, context) => firstOf(original, request, context) as AsyncIterable<never>,
        },
        destination: akeneoDestination(copy.connection),
        store: memoryStore(),
        clock,
        entities: ['product'],
        mapping: mapping(key),
        files,
      });
    return { copy, pipeline };
  }

  async function* firstOf(...[source, request, context]: [Source, ...Parameters<Source['read']>]) {
    for await (const event of source.read(request, context)) {
      if (event.type !== 'page') yield event;
      else yield { ...event, records: event.records.filter(({ key }) => key === 'LANTERN-1') };
    }
  }

  const png = new Uint8Array([137, 80, 78, 71]);

  test('are downloaded from there, without credentials, and uploaded', async () => {
    const asked: Request[] = [];
    const { copy, pipeline } = setUp({
      allowHosts: ['cdn.example'],
      fetch: async (request) => {
        asked.push(request);
        return new Response(png, { headers: { 'content-type': 'image/png' } });
      },
    });
    expect(await pipeline().run()).toMatchObject({ status: 'complete', counts: { created: 1 } });
    expect(asked.map(({ url }) => url)).toEqual(['https://cdn.example/a.png']);
    expect(asked[0]?.headers.has('authorization')).toBe(false);
    const data = copy.simulator.product('LANTERN-1')?.values['picture']?.[0]?.data;
    const code = typeof data === 'string' ? data : '';
    expect(nameOf(code)).toBe('a.png');
    expect((await download(copy, `media-files/${code}/download`)).bytes).toEqual(png);
  });

  test.each([
    [
      'of a private network',
      'front',
      'http://169.254.169.254/latest/meta-data',
      'not an address on the internet',
    ],
    ['of an asset that is gone', 'no-such-asset', 'https://cdn.example/a.png', 'no-such-asset'],
  ])('%s are refused, and nobody asks for them', async (_name, key, url, words) => {
    let asked = 0;
    const { copy, pipeline } = setUp(
      {
        fetch: async () => {
          asked += 1;
          return new Response(png);
        },
      },
      url,
    );
    const made = pipeline(key);
    expect(await made.run()).toMatchObject({ counts: { rejected: 1 } });
    const [letter] = await Array.fromAsync(made.deadLetters());
    expect(letter?.issues).toMatchObject([
      { code: 'akeneo.no_file', message: expect.stringContaining(words) as unknown },
    ]);
    expect(asked).toBe(0);
    expect(uploads(copy.simulator)).toEqual([]);
  });
});
