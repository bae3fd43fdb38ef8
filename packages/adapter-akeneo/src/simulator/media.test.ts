import { expect, test } from 'vitest';

import { createAkeneoSimulator } from './create-akeneo-simulator.ts';
import type { JsonObject } from './json.ts';
import { connect } from './testing/api-client.ts';

const form = (parts: Record<string, object>, name = 'packshot.png', bytes = new Uint8Array([1, 2, 3])) => {
  const data = new FormData();
  for (const [part, value] of Object.entries(parts)) data.set(part, JSON.stringify(value));
  data.set('file', new File([bytes], name, { type: 'image/png' }));
  return data;
};

async function uploader() {
  const simulator = createAkeneoSimulator({ limits: null });
  return { simulator, client: await connect(simulator) };
}

test('a file is uploaded into a value, and comes back byte by byte', async () => {
  const { simulator, client } = await uploader();
  const answer = await client.send(
    'POST',
    '/media-files',
    form({ product: { identifier: 'LANTERN-1', attribute: 'picture', locale: null, scope: null } }),
  );
  expect(answer.status).toBe(201);
  const code = simulator.product('LANTERN-1')?.values['picture']?.[0]?.data as string;
  expect(answer.headers.get('location')).toBe(`http://pim.example/api/rest/v1/media-files/${code}`);
  expect(code).toMatch(/^(\w)\/(\w)\/(\w)\/(\w)\/\1\2\3\4\w{36}_packshot\.png$/u);
  expect((await client.get(`/media-files/${code}`)).json()).toMatchObject({
    code,
    original_filename: 'packshot.png',
    mime_type: 'image/png',
    size: 3,
    extension: 'png',
  });
  const download = await client.get(`/media-files/${code}/download`);
  expect([download.headers.get('content-type'), download.text]).toEqual(['image/png', '\u0001\u0002\u0003']);
  expect((await client.get('/media-files/0/0/0/0/nothing.png/download')).status).toBe(404);
});

test('a file of a kind that is not allowed, or for nobody, is refused', async () => {
  const { client } = await uploader();
  const product = { identifier: 'LANTERN-1', attribute: 'picture', locale: null, scope: null };
  const upload = async (data: FormData) => (await client.send('POST', '/media-files', data)).text;
  expect(await upload(form({ product }, 'run.exe'))).toContain('The exe file extension is not allowed');
  expect(await upload(form({}))).toContain('either a \\"product\\" or a \\"product_model\\"');
  expect(await upload(form({ product: { ...product, attribute: 'nothing' } }))).toContain(
    'attribute does not exist',
  );
  expect((await client.send('POST', '/media-files', {})).status).toBe(415);
});

test('a file for assets is uploaded first, and its code comes in a header', async () => {
  const { client } = await uploader();
  const answer = await client.send('POST', '/asset-media-files', form({}));
  const code = answer.headers.get('asset-media-file-code') ?? '';
  const values = { media: [{ locale: null, channel: null, data: code }] };
  expect(
    (await client.send('PATCH', '/asset-families/packshots/assets/lantern_front', { values })).status,
  ).toBe(204);
  expect((await client.get(`/asset-media-files/${code}`)).text).toHaveLength(3);
  const wrong = await client.send('PATCH', '/asset-families/packshots/assets/lantern_front', {
    values: { media: [{ locale: null, channel: null, data: 'made/up.png' }] },
  });
  expect(wrong.text).toContain('was not found');
  const [asset] = (await client.get('/asset-families/packshots/assets')).items();
  expect(asset?.['values']).toMatchObject({
    media: [
      {
        channel: null,
        _links: { download: { href: expect.stringContaining('/asset-media-files/') }, share_link: {} },
      },
    ],
  });
  const [video] = (await client.get('/asset-families/videos/assets')).items();
  expect(video?.['values']).toMatchObject({
    link: [{ linked_data: { full_url: 'https://www.youtube.com/watch?v=stormjacket' } }],
  });
});

test('values of records have a channel, are narrowed by it, and are checked', async () => {
  const { client } = await uploader();
  const path = '/asset-families/packshots/assets';
  const [asset] = (await client.get(`${path}?channel=print&locales=en_US`)).items();
  expect(asset?.['values']).not.toHaveProperty('alt_text');
  expect(asset?.['values']).toMatchObject({ label: [{ locale: 'en_US', channel: null }] });
  const refusal = async (name: string, value: JsonObject) =>
    (await client.send('PATCH', `${path}/lantern_front`, { values: { [name]: [value] } })).text;
  expect(await refusal('view', { locale: null, channel: null, data: 'side' })).toContain(
    'The option \\"side\\" does not exist',
  );
  expect(await refusal('label', { locale: null, channel: null, data: 'x' })).toContain(
    'A locale is expected',
  );
  expect(
    await refusal('alt_text', { locale: 'en_US', channel: 'ecommerce', data: 'x'.repeat(151) }),
  ).toContain('more than 150 characters');
  expect((await client.get('/asset-families/packshots/assets/gone')).status).toBe(404);
  expect((await client.send('DELETE', `${path}/lantern_front`)).status).toBe(204);
  expect((await client.get('/products/LANTERN-1')).json()['values']).toMatchObject({
    packshots: [{ data: ['lantern_front'] }],
  });
});

test('published products stay as they were', async () => {
  const { simulator, client } = await uploader();
  simulator.user.publish('LANTERN-1');
  simulator.user.saveProduct('LANTERN-1', { enabled: false });
  expect((await client.get('/published-products/LANTERN-1')).json()).toMatchObject({
    identifier: 'LANTERN-1',
    enabled: true,
  });
  simulator.user.unpublish('LANTERN-1');
  expect((await client.get('/published-products')).items()).toEqual([]);
});
