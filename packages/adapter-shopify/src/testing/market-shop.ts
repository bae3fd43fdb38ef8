import type { RemoteReference } from '@pim-connector/core';

import { openBulkShop } from './bulk-shop.ts';
import type { BulkConfig, Wanted } from './bulk-shop.ts';
import { extrasOf, marketShop, shownTooEarly } from './complete-products.ts';
import { linkOf } from './link-of.ts';

/** What shoppers see of a product of `completeProducts`, beside its texts. */
export const shown = { status: 'ACTIVE' as const, publications: 2, prices: ['21.00', '21.00'] };
/** Texts of a product of `completeProducts` in other languages. */
const texts = (key: string) =>
  ['<p>Text</p>', `Chose ${key}`, `Ding ${key}`, 'Größe', 'Wolle', 'klein', 'lang', 'lang'].toSorted();
/** All that a product of `completeProducts` has. */
export const complete = (key: string) => ({ ...shown, texts: texts(key) });

type Shop = ReturnType<typeof openBulkShop>;

/** A shop with a market that is written to in bulk, and who is shown what too early. For tests. */
export function openMarketShop(
  config: BulkConfig = {},
  onCall: (body: string, shop: Shop) => void = () => undefined,
) {
  const early: string[] = [];
  const shop: Shop = openBulkShop(
    {
      ...config,
      around: (next) => async (request) => {
        onCall(await request.clone().text(), shop);
        const response = await next(request);
        early.push(
          ...shownTooEarly(shop.state, ({ texts: found, ...extras }) => {
            return found.length > 0 && JSON.stringify(extras) === JSON.stringify(shown);
          }),
        );
        return response;
      },
    },
    { ...marketShop },
  );
  const idOf = (key: string) => remoteOf(shop, key).id;
  return { ...shop, early, idOf, extras: (key: string) => extrasOf(idOf(key), shop.state) };
}

/** Writes products in one process to the end. */
export async function bring(shop: Shop, wanted: readonly Wanted[], atOnce?: number) {
  const process = shop.start();
  await process.write(await shop.planAll(wanted));
  await shop.finish(process, atOnce);
}

/** The link that an outcome gives, also one of a product that lacks something. */
export function remoteOf({ outcomes }: Pick<Shop, 'outcomes'>, key: string): RemoteReference {
  const outcome = outcomes.get(key);
  const remote = linkOf(outcome);
  if (remote === null) throw new Error(`${key} has no link: ${JSON.stringify(outcome)}`);
  return remote;
}

/** What became of the products. */
export const statuses = ({ outcomes }: Pick<Shop, 'outcomes'>) =>
  Object.fromEntries([...outcomes].map(([key, { status }]) => [key, status]));
/** Names of the mutations that were worked off as files, the first one first. */
export const filesOf = (shop: Pick<Shop, 'operations'>) =>
  shop
    .operations()
    .map(({ query }) => /mutation (\w+)_/.exec(query)?.[1])
    .toReversed();
/** Names of calls that write products by themselves. */
export const writes = /^(?:Translations|Publish|Unpublish|PriceListPrices|ProductPatch|ProductUpsert)/;
/** Calls that wrote products by themselves. */
export const directWrites = (shop: Pick<Shop, 'called'>) => shop.called().filter((name) => writes.test(name));
