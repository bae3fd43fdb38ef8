// Runs pipelines with canaries for credentials against platforms that fail, and that tell back what was sent; then
// looks for the canaries in everything that leaves: errors, events, reports, plans, dead letters, the database, traces,
// and what was printed.
//
//   node --conditions=@pim-connector/source proof/secrets.ts
import { tracingChannel } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { inspect } from 'node:util';

import { IdleClock, createPipeline } from '@pim-connector/core';
import type { Fetch, PipelineEvents } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';
import {
  createFaultPlan,
  createReferencePim,
  createReferenceShop,
  referencePimSource,
  referenceShopDestination,
} from '@pim-connector/testkit';

const canaries = {
  clientSecret: 'canary-client-secret-1c9e',
  webhookSecret: 'canary-webhook-secret-2b7d',
  shopToken: 'canary-shop-token-3a5f',
  accessToken: 'canary-access-token-4d21',
};

const events = [
  'run.started',
  'pass.started',
  'page.settled',
  'run.progress',
  'records.rejected',
  'records.retried',
  'pass.ended',
  'run.ended',
  'alert.raised',
  'listener.failed',
  'connector.warning',
] as const;
const traces = ['run', 'pass', 'page', 'read', 'lookup', 'plan', 'write', 'settle', 'commit'] as const;

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
const seen: string[] = [];
// How often a platform told a canary back: what the search must not find was there to be found.
let told = 0;
const keep = (what: string, value: unknown) => {
  seen.push(
    `${what}: ${inspect(value, { depth: 12, maxStringLength: null, showHidden: true })} ${JSON.stringify(value) ?? ''}`,
  );
};

for (const name of traces) {
  const note = (message: unknown) => keep(`trace ${name}`, message);
  tracingChannel(`pim-connector:${name}`).subscribe({
    start: note,
    end: note,
    asyncStart: note,
    asyncEnd: note,
    error: note,
  });
}
for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const) {
  const print = console[method].bind(console);
  console[method] = (...words: unknown[]) => {
    keep('printed', words);
    print(...words);
  };
}

/** Answers some requests with a status, and tells back all that was sent. */
function telling(status: number, next: Fetch, which: (request: Request) => boolean): Fetch {
  return async (request) => {
    if (!which(request)) return next(request);
    const sent = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    };
    if (Object.values(canaries).some((canary) => JSON.stringify(sent).includes(canary))) told += 1;
    return Response.json({ message: `refused: ${JSON.stringify(sent)}`, sent }, { status });
  };
}

async function scenario(
  name: string,
  between: { readonly pim?: (fetch: Fetch) => Fetch; readonly shop?: (fetch: Fetch) => Fetch },
) {
  const clock = new IdleClock(Date.UTC(2026, 0, 1));
  const pim = createReferencePim({
    clock,
    clientSecret: canaries.clientSecret,
    tokenSeed: canaries.accessToken,
  });
  for (let number = 0; number < 30; number += 1) {
    pim.put({
      code: `tent-${number}`,
      name: { en: number === 7 ? 'x'.repeat(200) : `Tent ${number}` },
      price: '10',
      stock: number,
    });
  }
  pim.corrupt('tent-broken');
  const shop = createReferenceShop({ clock, token: canaries.shopToken, rateLimit: null });
  const database = join(folder, `${name}.db`);
  const pipeline = createPipeline({
    name,
    source: referencePimSource({
      url: 'https://pim.example',
      clientSecret: canaries.clientSecret,
      webhookSecret: canaries.webhookSecret,
      pageSize: 10,
      clock,
      fetch: (between.pim ?? ((fetch) => fetch))(pim.handler),
    }),
    destination: referenceShopDestination({
      url: 'https://shop.example',
      token: canaries.shopToken,
      clock,
      fetch: (between.shop ?? ((fetch) => fetch))(shop.handler),
    }),
    store: sqliteStore(database, { clock }),
    clock,
    rejectLimit: { ratio: 1 },
  });
  for (const event of events) {
    pipeline.on(event, (payload: PipelineEvents[typeof event]) => {
      keep(`event ${event}`, payload);
      throw new Error('a listener that throws');
    });
  }
  keep('pipeline', pipeline);
  keep('check', await pipeline.check().catch((error: unknown) => error));
  keep('plan', await pipeline.plan().catch((error: unknown) => error));
  keep('run', await pipeline.run().catch((error: unknown) => error));
  keep('reconcile', await pipeline.reconcile().catch((error: unknown) => error));
  keep('dead letters', await Array.fromAsync(pipeline.deadLetters()));
  keep('runs', await pipeline.runs());
  keep('audit', await Array.fromAsync(pipeline.audit()));
  keep('status', await pipeline.status().catch((error: unknown) => error));
  await pipeline.options.store.close();
}

const all = () => true;
try {
  await scenario('calm', {});
  for (const status of [400, 401, 403, 422, 500]) {
    // oxlint-disable-next-line no-await-in-loop
    await scenario(`pim-${status}`, { pim: (next) => telling(status, next, all) });
    // oxlint-disable-next-line no-await-in-loop
    await scenario(`pim-pages-${status}`, {
      pim: (next) => telling(status, next, ({ url }) => url.includes('after=')),
    });
    // oxlint-disable-next-line no-await-in-loop
    await scenario(`shop-${status}`, {
      shop: (next) => telling(status, next, ({ url }) => url.includes('/products/')),
    });
  }
  const faults = () => createFaultPlan({ rate: 0.5, clock: new IdleClock() });
  await scenario('faults', { pim: (next) => faults().fetch(next), shop: (next) => faults().fetch(next) });
  for (const file of readdirSync(folder))
    seen.push(`file ${file}: ${readFileSync(join(folder, file), 'latin1')}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

let found = 0;
for (const [name, canary] of Object.entries(canaries)) {
  for (const spelling of [
    canary,
    encodeURIComponent(canary),
    btoa(canary).replace(/=+$/, ''),
    btoa(`x:${canary}`).slice(4, 24),
  ]) {
    for (const text of seen) {
      const at = text.indexOf(spelling);
      if (at === -1) continue;
      found += 1;
      process.stderr.write(
        `${name} in ${text.slice(0, 60)} … ${text.slice(Math.max(0, at - 80), at).replaceAll('\n', ' ')}\n`,
      );
    }
  }
}
console.table([
  {
    canaries: Object.keys(canaries).length,
    'told back': told,
    'things looked at': seen.length,
    megabytes: Math.round(seen.reduce((sum, { length }) => sum + length, 0) / 1e6),
    found,
  },
]);
if (found > 0 || told === 0) process.exitCode = 1;
