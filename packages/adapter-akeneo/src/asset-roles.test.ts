import { expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { seedCatalogue } from './simulator/index.ts';
import { readAll } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const plain = (data: string | readonly string[]) => [{ locale: null, scope: null, data }];
const collection = (code: string) => ({
  code,
  type: 'pim_catalog_asset_collection',
  group: 'media',
  reference_data_name: code,
});
const family = (code: string, mediaType: string) => ({
  code,
  labels: {},
  properties: { attribute_as_main_media: 'link' },
  attributes: [
    { code: 'label', type: 'text', value_per_locale: true, labels: {} },
    { code: 'link', type: 'media_link', media_type: mediaType, prefix: null, suffix: null, labels: {} },
  ],
  records: [{ code: 'one', values: { link: [{ locale: null, channel: null, data: 'one' }] } }],
});
const kinds = { sheets: 'pdf', films: 'youtube', clips: 'vimeo', archives: 'other', looks: 'image' };

/** A PIM with asset families of all kinds of media, and a lamp that has one of each. */
function pim() {
  const codes = Object.keys(kinds);
  return simulatedPim({
    catalogue: {
      ...seedCatalogue,
      attributes: [
        ...seedCatalogue.attributes.filter(({ code }) => code !== 'manual'),
        ...codes.map(collection),
        {
          code: 'manual',
          type: 'pim_catalog_file',
          group: 'media',
          allowed_extensions: ['pdf', 'mp4', 'png'],
        },
      ],
      families: seedCatalogue.families.map((each) =>
        each.code === 'lamps' ? { ...each, attribute_as_image: 'sheets' } : each,
      ),
      assetFamilies: [
        ...seedCatalogue.assetFamilies,
        ...Object.entries(kinds).map(([code, mediaType]) => family(code, mediaType)),
      ],
      files: ['guide.pdf', 'film.mp4', 'label.png'].map((name) => ({
        name,
        mimeType: '',
        bytes: new Uint8Array([1]),
      })),
      models: [],
      products: ['guide.pdf', 'film.mp4', 'label.png'].map((name, index) => ({
        uuid: `6f2a7c10-5d3e-4b1f-9a00-00000000000${index}`,
        family: 'lamps',
        values: {
          sku: plain(name),
          manual: plain(`file:${name}`),
          ...(index === 0 ? Object.fromEntries(codes.map((code) => [code, plain(['one'])])) : {}),
        },
      })),
    },
  });
}

async function rolesIn(connection: ReturnType<typeof pim>['connection']) {
  const { data } = await readAll(akeneo(connection), { entity: 'product', mode: 'full' });
  return new Map(
    [...data].map(([key, { assets = [] }]) => [
      key,
      Object.fromEntries(assets.map(({ asset, role }) => [asset.replace(/^.*_/, ''), role])),
    ]),
  );
}

test('assets have the role of what their family holds, files that of their kind', async () => {
  const { connection, simulator } = pim();
  const roles = await rolesIn(connection);
  // A document is no main picture, although it stands for the product in the PIM.
  expect(roles.get('guide.pdf')).toEqual({
    'guide.pdf': 'document',
    'sheets:one': 'document',
    'films:one': 'video',
    'clips:one': 'video',
    'archives:one': 'other',
    'looks:one': 'gallery',
  });
  expect(roles.get('film.mp4')).toEqual({ 'film.mp4': 'video' });
  expect(roles.get('label.png')).toEqual({ 'label.png': 'gallery' });
  simulator.access.deny('list', 'asset families');
  expect((await rolesIn(connection)).get('guide.pdf')).toMatchObject({ 'sheets:one': 'main' });
});
