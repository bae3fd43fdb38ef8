// How long it takes to write changed products to a Shopify shop on the smallest plan, beside the shortest time that its
// query cost allows. On a virtual clock: the time is the platform’s, not this machine’s.
import { sized } from './compare.ts';
import { figure, note } from './report.ts';
import { costOf, openShop, productWriter } from './shopify-shop.ts';

const productCount = sized(5_000, 300);
const shop = openShop();
const { writeAll } = productWriter(shop);

await writeAll(productCount, 'First', ['content', 'variants', 'prices']);
// The bucket fills up again.
await shop.clock.advance(60_000);
shop.simulator.resetCalls();
const start = shop.clock.now();
await writeAll(productCount, 'Changed', ['content']);
const seconds = (shop.clock.now() - start) / 1000;
const { calls, points, throttled, ideal } = costOf(shop);
note(`${productCount} changed products, ${calls} calls, ${points} points`);
note(`ideal ${ideal.toFixed(1)} s on a Standard bucket, taken ${seconds.toFixed(1)} s`);
figure('time beside the ideal', seconds / ideal, { atMost: 1.1 }, ' ×');
figure('calls that were throttled', throttled, { atMost: 0 });
