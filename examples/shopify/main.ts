// A PIM goes into a Shopify shop: node --conditions=@pim-connector/source main.ts [--write]
import process from 'node:process';

import { isConnectorError } from '@pim-connector/core';

import { pimToShop } from './pim-to-shop.ts';

try {
  const isWell = await pimToShop({
    environment: process.env,
    write: process.argv.includes('--write'),
    say: (text) => process.stdout.write(`${text}\n`),
  });
  process.exitCode = isWell ? 0 : 1;
} catch (error) {
  if (!isConnectorError(error)) throw error;
  process.stderr.write(`${error.message}\n${error.hint}\n`);
  process.exitCode = 2;
}
