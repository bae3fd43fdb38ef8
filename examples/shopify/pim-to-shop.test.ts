import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import { createAkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { createShopifySimulator } from '@pim-connector/adapter-shopify/simulator';
import { serve } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const secrets = {
  client: 'secret-of-the-client',
  password: 'secret-password',
  shop: 'shpat_secret-of-the-shop',
};

interface Ended {
  readonly code: number;
  readonly output: string;
}

const { PATH, NODE_COMPILE_CACHE } = process.env;

/** Runs the program as a user does, with nothing in its environment but what is given and what Node needs. */
function run(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { PATH, NODE_COMPILE_CACHE, ...environment };
    execFile(
      process.execPath,
      ['--conditions=@pim-connector/source', program, ...args],
      { env },
      (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: `${out}${err}` }),
    );
  });
}

/** A PIM and a shop on ports of this machine, and the environment that leads to them. */
async function systems() {
  const pim = createAkeneoSimulator({
    connection: { clientId: 'client', secret: secrets.client, username: 'erp', password: secrets.password },
  });
  const shop = createShopifySimulator({ staticToken: secrets.shop, behaviour: { fileProcessing: 0 } });
  const [pimServer, shopServer] = await Promise.all([serve(pim.handler), serve(shop.handler)]);
  const folder = mkdtempSync(join(tmpdir(), 'pim-connector-'));
  onTestFinished(async () => {
    await Promise.all([pimServer.close(), shopServer.close()]);
    rmSync(folder, { recursive: true });
  });
  const environment = {
    AKENEO_URL: pimServer.url,
    AKENEO_CLIENT_ID: 'client',
    AKENEO_CLIENT_SECRET: secrets.client,
    AKENEO_USERNAME: 'erp',
    AKENEO_PASSWORD: secrets.password,
    SHOPIFY_SHOP: 'example',
    SHOPIFY_ACCESS_TOKEN: secrets.shop,
    SHOPIFY_URL: shopServer.url,
    SYNC_STORE: join(folder, 'sync.db'),
  };
  return { shop, environment };
}

function expectNoSecret(output: string): void {
  for (const secret of Object.values(secrets)) expect(output).not.toContain(secret);
}

test('it shows the plan, and writes only when it is told to; then the next start has nothing to do', async () => {
  const { shop, environment } = await systems();
  const planned = await run(environment);
  expect(planned.output).toContain('create product “storm_jacket”');
  expect(planned.output).toContain('Nothing was sent.');
  expect([shop.state.products.size, shop.state.files.size]).toEqual([0, 0]);
  expectNoSecret(planned.output);

  const written = await run(environment, '--write');
  const products = shop.state.products.size;
  expect(products).toBeGreaterThan(3);
  expect(written.output).toMatch(
    /First run: .* 1 rejected, 0 failed\n  1 x The image is empty\n {6}What to do/,
  );
  // Nobody could fetch what needs a login: it was uploaded.
  const { origin } = new URL(environment.AKENEO_URL);
  expect([...shop.state.files.values()].filter(({ source }) => source.startsWith(origin))).toEqual([]);
  expect([...shop.state.files.values()].filter(({ size }) => size !== null)).toHaveLength(3);
  expect(written.output).toMatch(/Second run: \w+; \d+ read, 0 created, 0 updated/);
  expectNoSecret(written.output);

  const again = await run(environment, '--write');
  expect(again.output).toMatch(/First run: \w+; \d+ read, 0 created, 0 updated/);
  expect(shop.state.products.size).toBe(products);
});

test('credentials that are wrong or missing are told, without them', async () => {
  const { environment } = await systems();
  const wrong = await run({ ...environment, AKENEO_PASSWORD: 'wrong-password' });
  expect(wrong.code).toBe(1);
  expect(wrong.output).toContain('PIM, failed');
  expect(wrong.output).not.toContain('wrong-password');
  expectNoSecret(wrong.output);
  const { SHOPIFY_SHOP: _shop, ...withoutShop } = environment;
  const missing = await run(withoutShop);
  expect(missing.code).toBe(2);
  expect(missing.output).toContain('shop');
  expectNoSecret(missing.output);
});

test('without credentials, simulators take their places', async () => {
  const { output } = await run({}, '--write');
  expect(output).toContain('From a simulated PIM to a simulated shop.');
  expect(output).toMatch(/First run: \w+; \d+ read, [1-9]\d* created/);
  expect(output).toMatch(/Second run: \w+; \d+ read, 0 created, 0 updated/);
});
