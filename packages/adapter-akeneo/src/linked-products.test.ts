import { expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { seedCatalogue } from './simulator/index.ts';
import type { AkeneoSimulatorOptions } from './simulator/index.ts';
import { ManualClock } from './simulator/testing/manual-clock.ts';
import type { AkeneoOptions } from './source-config.ts';
import { readAll, testContext } from './testing/read-all.ts';
import { simulatedPim } from './testing/simulated-pim.ts';

const noon = Date.UTC(2026, 0, 15, 12);

/** What an incremental pass gives after an asset and a record were changed, and no product. */
async function readAfterChange(
  edition: AkeneoSimulatorOptions['edition'] & string,
  linkedEntities: AkeneoOptions['linkedEntities'] & {},
) {
  const clock = new ManualClock(noon);
  const { simulator, connection } = simulatedPim({ edition, clock });
  const source = akeneo({ ...connection, linkedEntities, overlap: 1 });
  const context = testContext(clock);
  await clock.advance(60_000);
  const { end } = await readAll(source, { entity: 'product', mode: 'full' }, context);
  await clock.advance(60_000);
  const read = async () => {
    const { bookmark } = end;
    const { data, cursors } = await readAll(
      source,
      { entity: 'product', mode: 'incremental', ...(bookmark === undefined ? {} : { bookmark }) },
      context,
    );
    expect(new Set(cursors).size).toBe(cursors.length);
    return [...data.keys()].toSorted();
  };
  expect(await read()).toEqual([]);
  simulator.user.saveAsset('packshots', 'lantern_front', {
    values: { rights_end: [{ locale: null, channel: null, data: '2030-01-01' }] },
  });
  const afterAsset = await read();
  simulator.user.saveRecord('designers', 'ida_holm', {
    values: { born: [{ locale: null, channel: null, data: '1985' }] },
  });
  return { afterAsset, afterRecord: await read() };
}

test.each([
  ['a hosted PIM that is asked for it', 'saas', true],
  ['a hosted PIM where it is not enabled', 'saas', 'search'],
  ['a self-hosted PIM', 'enterprise', true],
] as const)(
  'products come that show a changed asset or record: %s',
  async (_name, edition, linkedEntities) => {
    const { afterAsset, afterRecord } = await readAfterChange(edition, linkedEntities);
    expect(afterAsset).toEqual(['LANTERN-1']);
    expect(afterRecord).toEqual(['LANTERN-1', 'storm_jacket']);
  },
);

test('without the option they do not come', async () => {
  const { afterAsset, afterRecord } = await readAfterChange('enterprise', false);
  expect([...afterAsset, ...afterRecord]).toEqual([]);
});

test('an edition without assets and records is read all the same', async () => {
  const { connection } = simulatedPim({ edition: 'community' });
  const source = akeneo({ ...connection, linkedEntities: true });
  const { end } = await readAll(source, {
    entity: 'product',
    mode: 'incremental',
    bookmark: '2020-01-01T00:00:00.000Z',
  });
  expect(end.bookmark).toBeDefined();
});

test('values that depend on channel and locale are searched in each of them', async () => {
  const clock = new ManualClock(noon);
  const place = { localizable: true, scopable: true };
  const { simulator, connection } = simulatedPim({
    edition: 'enterprise',
    clock,
    catalogue: {
      ...seedCatalogue,
      attributes: [
        ...seedCatalogue.attributes,
        {
          code: 'banner',
          type: 'pim_catalog_asset_collection',
          group: 'media',
          reference_data_name: 'videos',
          ...place,
        },
      ],
      products: seedCatalogue.products.map((product) =>
        product.family === 'lamps'
          ? {
              ...product,
              values: {
                ...product.values,
                banner: [{ locale: 'de_DE', scope: 'print', data: ['storm_in_the_rain'] }],
              },
            }
          : product,
      ),
    },
  });
  const source = akeneo({ ...connection, linkedEntities: true, overlap: 1 });
  const bookmark = new Date(noon + 60_000).toISOString();
  await clock.advance(120_000);
  simulator.user.saveAsset('videos', 'storm_in_the_rain', {
    values: { link: [{ locale: null, channel: null, data: 'rain.mp4' }] },
  });
  const { data } = await readAll(
    source,
    { entity: 'product', mode: 'incremental', bookmark },
    testContext(clock),
  );
  expect([...data.keys()]).toContain('LANTERN-1');
  expect([...data.values()].every(({ family }) => family === 'lamps')).toBe(true);
});
