import { join } from 'node:path';

import { createReferenceShop, serve } from '@pim-connector/testkit';
import { expect, onTestFinished, test } from 'vitest';

import { sqliteStore } from './sqlite-store.ts';
import { startProgram } from './testing/program.ts';
import { shopToken } from './testing/shared-pipeline.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

const runAlongside = new URL('./testing/run-alongside.ts', import.meta.url);
const answerTime = 100;
const lookupLag = 500;

/**
 * A shop that gives its own ids and is slow to answer, and two processes that share a store.
 *
 * @param onCreated told when the shop has created products for the first process, and not answered yet.
 */
async function setUp(onCreated: (requests: number) => void = () => undefined) {
  const shop = createReferenceShop({ token: shopToken, rateLimit: null, identity: 'assigned' });
  const path = join(temporaryFolder(), 'sync.db');
  let requests = 0;
  const server = await serve(async (request) => {
    const isCreate = request.method === 'POST' && new URL(request.url).pathname.includes('/products');
    const response = await shop.handler(request);
    if (!isCreate) return response;
    if (request.headers.get('x-pipeline') === 'first') onCreated((requests += 1));
    await new Promise((resolve) => {
      setTimeout(resolve, answerTime);
    });
    return response;
  });
  onTestFinished(server.close);
  const start = async (name: string) => {
    const program = startProgram(runAlongside, [name, path, server.url, `${lookupLag}`]);
    onTestFinished(() => void program.process.kill());
    await program.lines.next();
    return program;
  };
  const [first, second] = await Promise.all([start('first'), start('second')]);
  return { shop, path, url: server.url, first, second };
}

type Program = Awaited<ReturnType<typeof setUp>>['first'];

function go(program: Program): void {
  program.process.stdin?.write('go\n');
}

async function reportOf({
  lines,
  ended,
}: Program): Promise<{ status: string; counts: Record<string, number> }> {
  const { value } = await lines.next();
  await ended;
  return JSON.parse(value as string) as Awaited<ReturnType<typeof reportOf>>;
}

/** References of the products of the shop, each as often as it is there. */
function references({ shop }: Awaited<ReturnType<typeof setUp>>): readonly string[] {
  return shop.products().map((product) => (product as { reference: string }).reference);
}

async function openIntents(made: Awaited<ReturnType<typeof setUp>>): Promise<readonly string[]> {
  const store = sqliteStore(made.path);
  const intents = await store.intents(made.url, 'product', references(made));
  await store.close();
  return [...intents.keys()];
}

test('two processes that create the same products at the same moment make each of them once', async () => {
  const made = await setUp();
  go(made.first);
  go(made.second);
  const [first, second] = await Promise.all([reportOf(made.first), reportOf(made.second)]);
  expect([first.status, second.status]).toEqual(['complete', 'complete']);
  const keys = references(made);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(12);
  expect(await openIntents(made)).toEqual([]);
});

test('what a process that was killed was creating is made once, by the other one', async () => {
  const made = await setUp((requests) => {
    // Not sooner: on a busy machine the second could be done before the first one comes to create anything.
    if (requests === 1) go(made.second);
    // The product is there, and nobody will ever hear of it.
    if (requests === 2) made.first.process.kill('SIGKILL');
  });
  go(made.first);
  const second = await reportOf(made.second);
  await made.first.ended;
  expect(made.first.process.signalCode).toBe('SIGKILL');
  expect(second.status).toBe('complete');
  const keys = references(made);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys).toHaveLength(12);
  expect(await openIntents(made)).toEqual([]);
});
