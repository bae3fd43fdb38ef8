import { expect, test } from 'vitest';

import { akeneo } from './akeneo-source.ts';
import { createAkeneoSimulator } from './simulator/index.ts';
import { readAll } from './testing/read-all.ts';

test('an incremental pass reads a root model that changed once at most', async () => {
  const pim = createAkeneoSimulator();
  const { clientId, secret, username, password } = pim.connection;
  const source = akeneo({
    url: 'https://pim.example',
    clientId,
    clientSecret: secret,
    username,
    password,
    fetch: pim.handler,
  });
  const bookmark = (await readAll(source, { entity: 'product', mode: 'full' })).end?.bookmark ?? '';
  const name = (text: string) => ({ name: [{ locale: 'en_US', scope: null, data: text }] });
  pim.user.saveProductModel('storm_jacket', { values: name('Storm jacket II') });
  pim.user.saveProductModel('camp_mug', { values: name('Camp mug II') });
  pim.resetLog();
  const { data } = await readAll(source, { entity: 'product', mode: 'incremental', bookmark });
  expect([...data.keys()]).toEqual(expect.arrayContaining(['storm_jacket', 'camp_mug']));
  const single = pim.requests().flatMap(({ path }) => /\/product-models\/([^/?]+)$/.exec(path)?.[1] ?? []);
  expect(single.toSorted()).toEqual([...new Set(single)].toSorted());
  expect(single).toContain('camp_mug');
});
