import { SkippingClock, createPipeline, expression, mappingBuilder, memoryStore } from '@pim-connector/core';
import { describe, expect, test } from 'vitest';

import { akeneoDestination } from './akeneo-destination.ts';
import { akeneo } from './akeneo-source.ts';
import type { AkeneoRecords } from './destination-records.ts';
import { seedCatalogue } from './simulator/index.ts';
import { writingRequests } from './testing/copying-pipeline.ts';
import { testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const filesUrl = 'https://files.example';
const { attribute, constant, field } = expression;

/** Names of the files that the mapping sets; `null`: none. */
interface Wanted {
  readonly picture?: string | null;
  readonly manual?: string | null;
}

/** Pipelines from a PIM to another one that set files: of a picture per color, and of a manual per language. */
function twoPims() {
  const clock = new SkippingClock(Date.parse('2026-06-01T08:00:00Z'));
  const original = simulatedPim({ clock });
  const catalogue = {
    ...seedCatalogue,
    models: [],
    products: [],
    families: seedCatalogue.families.map((family) =>
      family.code === 'jackets' ? { ...family, attributes: [...family.attributes, 'manual'] } : family,
    ),
  };
  const { simulator: copy, connection } = simulatedPim({ clock, catalogue });
  const fetched: string[] = [];
  const destination = akeneoDestination({
    ...connection,
    mediaHosts: ['files.example'],
    fetch: async (request) => {
      if (!request.url.startsWith(filesUrl)) return copy.handler(request);
      fetched.push(request.url.slice(filesUrl.length + 1));
      return new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-type': 'image/png' } });
    },
  });
  const store = memoryStore();
  const pipeline = ({ picture = 'front.png', manual = 'guide.pdf' }: Wanted = {}) => {
    const file = (name: string | null) =>
      constant({ value: name === null ? null : { url: `${filesUrl}/${name}`, fileName: name } });
    const mapping = mappingBuilder<AkeneoRecords['product']>({ name: 'files', entity: 'product' })
      .set('family', field({ path: 'family' }))
      .set('axes', field({ path: 'variesBy' }))
      .set('familyVariant', field({ path: 'extensions.akeneo.familyVariant' }))
      .setVariant('sku', field({ path: 'key' }))
      .set('values.waterproof.*.*' as 'values', attribute({ code: 'waterproof' }))
      .setVariant('values.color.*.*' as 'values', attribute({ code: 'color' }))
      .setVariant('values.size.*.*' as 'values', attribute({ code: 'size' }))
      .setVariant('media.picture.*.*' as 'media', file(picture))
      .set('media.manual.en-US.*' as 'media', file(manual))
      .build();
    return createPipeline({
      name: 'files',
      source: akeneo({ ...original.connection, filter: { families: ['jackets'] } }),
      destination,
      store,
      clock,
      entities: ['product'],
      mapping,
    });
  };
  /** Somebody else uploads a file. */
  const upload = async (kind: 'product' | 'product_model', name: string, code: string, fileName: string) => {
    const { url, clientId, clientSecret, username, password } = connection;
    const client = {
      'content-type': 'application/json',
      authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
    };
    const signIn = { grant_type: 'password', username, password };
    const granted = await copy.handler(
      new Request(`${url}/api/oauth/v1/token`, {
        method: 'POST',
        headers: client,
        body: JSON.stringify(signIn),
      }),
    );
    const { access_token: token } = (await granted.json()) as { readonly access_token: string };
    const body = new FormData();
    const locale = code === 'manual' ? 'en_US' : null;
    body.append(
      kind,
      JSON.stringify({
        [kind === 'product' ? 'identifier' : 'code']: name,
        attribute: code,
        locale,
        scope: null,
      }),
    );
    body.append('file', new Blob([new Uint8Array([9])]), fileName);
    const headers = { authorization: `Bearer ${token}` };
    const answer = await copy.handler(
      new Request(`${url}/api/rest/v1/media-files`, { method: 'POST', headers, body }),
    );
    expect(answer.status).toBe(201);
  };
  return { original: original.simulator, copy, destination, pipeline, fetched, upload };
}

type Copy = ReturnType<typeof twoPims>['copy'];

/** Names of the files that the PIM has, by who has them. */
function filesOf({ user, product }: Copy) {
  const nameOf = (data: unknown) => (typeof data === 'string' ? data.replace(/^.*_/, '') : (data ?? null));
  return {
    root: nameOf(user.productModel('storm_jacket')?.values['manual']?.[0]?.data),
    blue: nameOf(user.productModel('storm_jacket_blue')?.values['picture']?.[0]?.data),
    red: nameOf(user.productModel('storm_jacket_Red')?.values['picture']?.[0]?.data),
    article: nameOf(product('STORM-BLUE-S')?.values['picture']?.[0]?.data),
  };
}

describe('files', () => {
  test('are uploaded to the model or article that the family variant has the attribute at, once', async () => {
    const { copy, pipeline, fetched } = twoPims();
    expect(await pipeline().run()).toMatchObject({ status: 'complete', counts: { created: 1 } });
    expect(filesOf(copy)).toEqual({ root: 'guide.pdf', blue: 'front.png', red: 'front.png', article: null });
    expect(fetched.toSorted()).toEqual(['front.png', 'front.png', 'guide.pdf']);
  });

  test('that nobody touched are no drift, and are not uploaded again', async () => {
    const { copy, pipeline } = twoPims();
    await pipeline().run();
    copy.resetLog();
    expect(await pipeline().reconcile({ repair: true })).toMatchObject({
      compared: 1,
      drifted: 0,
      failed: 0,
    });
    expect(writingRequests(copy)).toEqual([]);
  });

  test('that somebody replaced or took away are told, and exactly these are repaired', async () => {
    const { copy, pipeline, fetched, upload } = twoPims();
    await pipeline().run();
    await upload('product_model', 'storm_jacket_blue', 'picture', 'front.png');
    copy.user.saveProductModel('storm_jacket', {
      values: { manual: [{ locale: 'en_US', scope: null, data: null }] },
    });
    fetched.length = 0;
    const { drifts } = await pipeline().reconcile({ repair: true });
    const blues = ['0', '1', '2'].map((place) => `variants.${place}.media.picture.*.*.url`);
    expect(drifts.flatMap(({ differences }) => differences.map(({ path }) => path)).toSorted()).toEqual([
      'media.manual.en-US.*',
      ...blues,
    ]);
    expect(fetched.toSorted()).toEqual(['front.png', 'guide.pdf']);
    expect(await pipeline().reconcile()).toMatchObject({ drifted: 0 });
  });

  test('that should be others are uploaded, and no more than these', async () => {
    const { copy, pipeline, fetched } = twoPims();
    await pipeline().run();
    fetched.length = 0;
    await pipeline({ manual: 'guide-2.pdf' }).run({ mode: 'full' });
    expect(fetched).toEqual(['guide-2.pdf']);
    expect(filesOf(copy)).toMatchObject({ root: 'guide-2.pdf', blue: 'front.png' });
    expect(await pipeline({ manual: 'guide-2.pdf' }).reconcile()).toMatchObject({ drifted: 0 });
  });

  test('that should not be there any more are taken away', async () => {
    const { copy, pipeline } = twoPims();
    await pipeline().run();
    await pipeline({ picture: null }).run({ mode: 'full' });
    expect(filesOf(copy)).toEqual({ root: 'guide.pdf', blue: null, red: null, article: null });
    expect(await pipeline({ picture: null }).reconcile()).toMatchObject({ drifted: 0 });
  });

  test('stay known when something else of the product is written', async () => {
    const { original, copy, pipeline, fetched } = twoPims();
    await pipeline().run();
    fetched.length = 0;
    original.user.saveProductModel('storm_jacket', {
      values: { waterproof: [{ locale: null, scope: null, data: false }] },
    });
    await pipeline().run({ mode: 'full' });
    expect(copy.user.productModel('storm_jacket')?.values['waterproof']?.[0]?.data).toBe(false);
    expect(fetched).toEqual([]);
    await pipeline({ manual: 'guide-2.pdf' }).run({ mode: 'full' });
    expect(fetched).toEqual(['guide-2.pdf']);
  });

  test('of which nobody knows whether they were uploaded are compared by name only', async () => {
    const { destination, upload, pipeline } = twoPims();
    await pipeline().run();
    await upload('product_model', 'storm_jacket', 'manual', 'guide.pdf');
    const look = async (fileName: string) => {
      const media = { manual: { 'en-US': { '*': { url: `${filesUrl}/guide.pdf`, fileName } } } };
      const desired = { data: { media, variants: [] }, variantKeys: [], references: new Map() };
      const known = new Map([['storm_jacket', { remote: { id: 'storm_jacket' }, desired }]]);
      const keys = ['storm_jacket'];
      const found = await destination.lookup?.({ entity: 'product', keys, known }, testContext());
      return found?.get('storm_jacket');
    };
    expect(await look('guide.pdf')).toMatchObject({ unreadable: ['media.manual.en-US.*'] });
    expect(await look('other.pdf')).toMatchObject({
      unreadable: [],
      data: { media: { manual: { 'en-US': { '*': { fileName: 'guide.pdf' } } } } },
    });
  });

  test('for an attribute that the PIM does not have are left out with a warning', async () => {
    const { destination } = twoPims();
    const media = { film: { '*': { '*': { url: `${filesUrl}/film.mp4`, fileName: 'film.mp4' } } } };
    const data = { media, variants: [{ sku: 'NEW-1' }] };
    const record = { op: 'upsert', entity: 'product', key: 'NEW-1', data, variantKeys: ['NEW-1'] } as const;
    const more = { coverage: 'complete', sections: ['media'], remote: null, references: new Map() } as const;
    const [planned] = await destination.plan([{ ...record, ...more }], testContext());
    expect(planned).toMatchObject({ issues: [{ code: 'akeneo.unknown_attribute', severity: 'warning' }] });
    expect(JSON.stringify(planned?.payload)).not.toContain('film');
  });
});
