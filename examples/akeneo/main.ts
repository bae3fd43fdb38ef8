// A simulated Akeneo PIM goes into a shop, and edits follow by events: node --conditions=@pim-connector/source main.ts
import process from 'node:process';

import { akeneoToShop } from './akeneo-to-shop.ts';

await akeneoToShop((line) => process.stdout.write(`${line}\n`));
