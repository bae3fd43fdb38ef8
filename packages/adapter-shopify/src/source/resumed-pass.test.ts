import { expect, test } from 'vitest';

import { openSourceShop, readAll } from '../testing/source-shop.ts';
import { shopifySource } from './shopify-source.ts';

test.each(['product', 'price'] as const)(
  'a pass of the entity %s goes on at its cursor, and begins anew where that is of no use any more',
  async (entity) => {
    const { connection, context } = await openSourceShop({}, 5);
    const source = shopifySource({ ...connection, lane: 'pages', pageSize: 1 });
    const keys = async (cursor?: string) => {
      const { records } = await readAll(source, entity, context, cursor === undefined ? {} : { cursor });
      return records.map(({ key }) => key);
    };
    const large = shopifySource({ ...connection, lane: 'pages' });
    const all = (await readAll(large, entity, context)).records.map(({ key }) => key);
    const { cursors } = await readAll(source, entity, context);
    const [first = ''] = cursors;
    expect(await keys(first)).toEqual(entity === 'product' ? all.slice(1) : all.slice(8));
    const spoilt = JSON.stringify({ ...(JSON.parse(first) as object), after: 'of another version' });
    expect(await keys(spoilt)).toEqual(all);
    expect(await keys('nonsense')).toEqual(all);
  },
);

test('an error that is not about the cursor ends a pass, and does not begin it anew', async () => {
  const { simulator, connection, context } = await openSourceShop({}, 2);
  const pages = { ...connection, lane: 'pages', pageSize: 1 } as const;
  const { cursors } = await readAll(shopifySource(pages), 'product', context);
  let refused = 0;
  const fetch = async (request: Request) => {
    if (!(await request.clone().text()).includes('ReadProducts')) return simulator.handler(request);
    refused += 1;
    return Response.json({ errors: 'Locked' }, { status: 423 });
  };
  const source = shopifySource({ ...pages, fetch });
  await expect(readAll(source, 'product', context, { cursor: cursors[0] ?? '' })).rejects.toThrow('Locked');
  expect(refused).toBe(1);
});
