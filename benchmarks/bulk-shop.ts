import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import process from 'node:process';

import { shopify } from '@pim-connector/adapter-shopify';

/** The destination of the benchmarks of the bulk lane. */
export type BulkDestination = ReturnType<typeof shopify>;

/** A description that is as long as those of real shops. */
export const longText = `<p>${'A text that says at length what is good about the product. '.repeat(12)}</p>`;

/** Starts a shop in a process of its own, that is written to by files. */
export async function startBulkShop() {
  const program = join(import.meta.dirname, `bulk-shop-server${extname(import.meta.filename)}`);
  const server = fork(program, { execArgv: process.execArgv });
  const [port] = (await once(server, 'message')) as [number];
  const folder = mkdtempSync(join(tmpdir(), 'shopify-bulk-benchmark-'));
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    /** For files of the benchmark. */
    folder,
    destination: (bulk: { readonly slots?: number; readonly fileLines?: number } = {}): BulkDestination =>
      shopify({ shop: 'example', accessToken: 'shpat_static', url, lane: 'bulk', bulk: { folder, ...bulk } }),
    /** How many lines the shop has been sent. */
    async linesSent(): Promise<number> {
      server.send('lines');
      const [lines] = (await once(server, 'message')) as [number];
      return lines;
    },
    stop(): void {
      server.disconnect();
      rmSync(folder, { recursive: true });
    },
  };
}
