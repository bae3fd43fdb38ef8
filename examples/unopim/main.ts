import { memoryStore } from '@pim-connector/core';
import type { AuditEntry, RunReport } from '@pim-connector/core';
import { createReferenceShop, serve } from '@pim-connector/testkit';

import { findDemoFolder } from './demo-folder.ts';
import { unopimToShop } from './unopim-to-shop.ts';

const path = findDemoFolder(process.argv[2]);
if (path !== null) process.exitCode = await bringOver(path);

/** Brings a catalogue over twice: the second time there is nothing to do. Gives the exit code. */
async function bringOver(folder: string): Promise<number> {
  const token = 'example-token';
  const shop = createReferenceShop({ token, locales: ['en', 'de', 'fr'], currencies: ['USD', 'EUR'] });
  const server = await serve(shop.handler);
  try {
    const pipeline = unopimToShop({ path: folder, shop: { url: server.url, token }, store: memoryStore() });
    console.log(`From ${folder}\nto the reference shop at ${server.url}\n`);
    const first = await pipeline.run({ mode: 'full' });
    show('First run: everything', first);
    await showWarnings(pipeline.audit());
    shop.resetLog();
    const second = await pipeline.run({ mode: 'incremental' });
    show('Second run: what changed', second);
    const { products, variants, categories, assets } = shop.sizes();
    console.log(
      `In the shop: ${products} products with ${variants} variants, ${categories} categories, ${assets} pictures.`,
    );
    const wentWell = [first, second].every(({ status }) => status === 'complete' || status === 'partial');
    return wentWell && shop.writes().length === 0 ? 0 : 1;
  } finally {
    await server.close();
  }
}

function show(title: string, { status, duration, passes, error }: RunReport): void {
  console.log(`${title} (${status}, ${duration} ms)`);
  for (const { entity, counts, problems } of passes) {
    const { read, created, updated, unchanged, rejected, failed } = counts;
    console.log(
      `  ${entity.padEnd(9)} ${read} read: ${created} created, ${updated} updated, ${unchanged} unchanged, ${rejected + failed} refused`,
    );
    for (const { message, hint, count, examples } of problems) {
      console.log(`    ${count} × ${message}\n      ${hint} (${examples.slice(0, 3).join(', ')})`);
    }
  }
  if (error !== null) console.log(`  ${error.message}\n  ${error.hint}`);
  console.log();
}

async function showWarnings(entries: AsyncIterable<AuditEntry>): Promise<void> {
  const lines = [];
  for await (const { record, warnings } of entries) {
    lines.push(...warnings.map(({ message }) => `  ${record}: ${message}`));
  }
  console.log(`Went out, but should be looked at: ${lines.length}`);
  console.log(`${lines.slice(0, 5).join('\n')}\n`);
}
