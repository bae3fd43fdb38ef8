import { setTimeout } from 'node:timers/promises';

import type { FanOutResult } from '@pim-connector/core';

import type { Channel } from './channel-pipelines.ts';
import type { ChannelStage } from './channel-stage.ts';
import type { Claims } from './claims.ts';
import type { Screen } from './screen.ts';

/** What the acts about channels share. */
export interface ChannelsOnStage extends ChannelStage {
  readonly screen: Screen;
  readonly claims: Claims;
}

const products = 60;
const nameless = 'TENT-013';
const edited = 'TENT-007';

/** A product of the PIM; number 13 has no name yet. */
function entry(number: number) {
  const code = `TENT-${String(number).padStart(3, '0')}`;
  const name: Record<string, string> = code === nameless ? {} : { en: `Tent ${number}` };
  return { code, name, price: '199.90', stock: number };
}

/** One channel is away while the other is filled; then it comes back. */
export async function aChannelFails(stage: ChannelsOnStage): Promise<void> {
  const { screen, claims, pim, shops, channels, fanOut } = stage;
  const [north, south] = channels;
  screen.heading('6. A PIM feeds two shops, and one of them is away');
  for (let number = 0; number < products; number += 1) pim.put(entry(number));
  shops[1].setInterceptor(async () => Response.json({ title: 'Down for maintenance' }, { status: 503 }));
  const results = await fanOut.run();
  showResults(results, screen);
  claims.check(
    `the shop in the north has all ${products - 1} good products`,
    shops[0].sizes().products === products - 1,
    shops[0].sizes(),
  );
  claims.check('the shop in the south has none', shops[1].sizes().products === 0, shops[1].sizes());
  claims.check(
    'the north did not wait for the south: its run came to its end',
    results[0]?.report?.status === 'partial' && results[1]?.report?.status === 'failed',
    results,
  );
  screen.line('  The next run, a little later: the south is still away, and now people are told.');
  await fanOut.run();
  showAlerts(south, screen);
  claims.check(
    'one alert was raised for the south, and it is that its runs fail',
    south.alerts.length === 1 && south.alerts[0]?.cause.startsWith('run platform.unavailable') === true,
    south.alerts,
  );
  claims.check(
    'nobody was told that the north is away',
    north.alerts.every(({ examples }) => examples.includes(nameless)),
    north.alerts,
  );

  screen.line('  The shop in the south is back.');
  shops[1].setInterceptor(null);
  for (const shop of shops) shop.resetLog();
  showResults(await fanOut.run(), screen);
  showAlerts(south, screen, 1);
  claims.check(
    'the alert is over',
    south.alerts.some(({ state, cause }) => state === 'recovered' && cause === south.alerts[0]?.cause),
    south.alerts,
  );
  claims.check(
    'both shops have the same products now',
    JSON.stringify(shops[0].products()) === JSON.stringify(shops[1].products()),
    [shops[0].sizes(), shops[1].sizes()],
  );
  claims.check(
    'nothing was sent to the north a second time',
    shops[0].writes().length === 0,
    shops[0].writes(),
  );
}

/** The dead letter of a product without a name: corrected in the PIM, and replayed. */
export async function aDeadLetter({ screen, claims, pim, shops, channels }: ChannelsOnStage): Promise<void> {
  screen.heading('7. A dead letter: corrected in the source, and replayed');
  const [{ pipeline }] = channels;
  const letters = await Array.fromAsync(pipeline.deadLetters());
  for (const { key, stage, issues } of letters)
    screen.line(`  ${key}, ${stage}: ${issues[0]?.message ?? ''}`);
  claims.check(
    'the product without a name is the only dead letter',
    letters.length === 1 && letters[0]?.key === nameless,
    letters,
  );
  screen.line('  Somebody enters the name.');
  pim.put({ ...entry(13), name: { en: 'Tent 13, named at last' } });
  for (const channel of channels) {
    // oxlint-disable-next-line no-await-in-loop
    const { counts } = await channel.pipeline.replay({ code: 'value.missing' }, { fresh: true });
    screen.line(`  ${channel.pipeline.name}: replayed ${counts.read}, created ${counts.created}.`);
    // oxlint-disable-next-line no-await-in-loop
    await channel.pipeline.checkAlerts();
  }
  const left = await Promise.all(channels.map((channel) => Array.fromAsync(channel.pipeline.deadLetters())));
  claims.check('no dead letter is left', left.flat().length === 0, left);
  claims.check(
    'both shops have the product, under its new name',
    shops.every((shop) => titleOf(shop.product(nameless)) === 'Tent 13, named at last'),
    shops.map((shop) => titleOf(shop.product(nameless))),
  );
  const open = await Promise.all(channels.map((channel) => channel.pipeline.checkAlerts()));
  claims.check('no alert is open', open.flat().length === 0, open);
}

/** An edit that no run brings over. */
export async function anEditByWebhook(stage: ChannelsOnStage): Promise<void> {
  const { screen, claims, pim, shops, channels, sender, hookUrl } = stage;
  screen.heading('8. An edit travels by webhook, without a run');
  for (const shop of shops) shop.resetLog();
  const runs = await runsOf(channels);
  const begun = performance.now();
  pim.put({ ...entry(7), price: '149' });
  sender.send({ topic: 'product.changed', body: JSON.stringify({ codes: [edited] }) });
  const arrivals = await Promise.all(shops.map(async (shop) => arrival(shop, '149', begun)));
  screen.line(
    `  From the edit in the PIM to the price in the shops: ${arrivals.map((time) => `${Math.round(time)} ms`).join(' and ')}.`,
  );
  claims.check(
    'the price is in both shops within three seconds',
    arrivals.every((time) => time < 3000),
    arrivals,
  );
  await Promise.all(channels.map(({ pipeline }) => pipeline.idle()));
  const sent = shops.map((shop) => shop.writes().map(({ id, fields }) => `${id}: ${fields.join(', ')}`));
  const wanted = `${edited}: variants, variants.prices`;
  claims.check(
    'each shop was sent this price, and nothing else',
    sent.every(([one, more]) => one === wanted && more === undefined),
    sent,
  );
  claims.check('no run has read the PIM for it', (await runsOf(channels)) === runs);
  const forged = await fetch(hookUrl, {
    method: 'POST',
    headers: await pim.webhookHeaders({ id: 'forged', topic: 'product.deleted', at: Date.now(), body: '{}' }),
    body: JSON.stringify({ codes: [edited] }),
  });
  claims.check(
    'a webhook with another body than the signed one is refused',
    forged.status === 401,
    forged.status,
  );
}

interface ShopProduct {
  readonly title?: Readonly<Record<string, string>>;
  readonly variants?: readonly { readonly prices: readonly { readonly amount: string }[] }[];
}

function titleOf(product: object | undefined): string | undefined {
  const shown: ShopProduct | undefined = product;
  return shown?.title?.['en'];
}

function priceOf(product: object | undefined): string | undefined {
  const shown: ShopProduct | undefined = product;
  return shown?.variants?.[0]?.prices[0]?.amount;
}

/** Milliseconds after which a price is in a shop; infinity if that takes longer than five seconds. */
async function arrival(shop: ChannelStage['shops'][number], price: string, begun: number): Promise<number> {
  while (performance.now() - begun < 5000) {
    if (Number(priceOf(shop.product(edited))) === Number(price)) return performance.now() - begun;
    // oxlint-disable-next-line no-await-in-loop
    await setTimeout(1);
  }
  return Infinity;
}

async function runsOf(channels: readonly Channel[]): Promise<number> {
  const runs = await Promise.all(channels.map(({ pipeline }) => pipeline.runs(100)));
  return runs.flat().length;
}

function showResults(results: readonly FanOutResult[], screen: Screen): void {
  screen.table(
    ['shop', 'status', 'read', 'created', 'rejected', 'failed', 'seconds'],
    results.map(({ pipeline, report }) => [
      pipeline,
      report?.status ?? 'not begun',
      report?.counts.read ?? 0,
      report?.counts.created ?? 0,
      report?.counts.rejected ?? 0,
      report?.counts.failed ?? 0,
      ((report?.duration ?? 0) / 1000).toFixed(1),
    ]),
  );
}

function showAlerts({ alerts }: Channel, screen: Screen, from = 0): void {
  for (const { pipeline, state, title } of alerts.slice(from))
    screen.line(`  Alert ${state}, ${pipeline}: ${title}`);
}
