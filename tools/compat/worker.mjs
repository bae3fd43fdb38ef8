// Starts a bundled worker in workerd and prints its answer: node worker.mjs <bundle>
import { dirname } from 'node:path';
import process from 'node:process';

import { Miniflare } from 'miniflare';

const [bundle = ''] = process.argv.slice(2);
const miniflare = new Miniflare({
  // The one module, so that nobody looks for what it imports before it does.
  modules: [{ type: 'ESModule', path: bundle }],
  modulesRoot: dirname(bundle),
  compatibilityDate: '2026-07-01',
});
try {
  const response = await miniflare.dispatchFetch('http://localhost/');
  console.log(await response.text());
  if (!response.ok) process.exitCode = 1;
} finally {
  await miniflare.dispose();
}
