import { checkResult, clockItem, isConnectorError } from '@pim-connector/core';
import type { CheckItem, CheckResult, ConnectorContext, ConnectorError } from '@pim-connector/core';

import type { DestinationConfig } from './destination-config.ts';
import type { ShopAnswer } from './shop-answers.ts';
import type { ShopClient } from './shop-client.ts';

/** Versions of the API that this destination was written for. */
const knownVersion = /^1\./;

/** Asks the shop who it is, and says what would not work. */
export async function checkShop(
  client: ShopClient,
  config: DestinationConfig,
  { signal, clock }: ConnectorContext,
): Promise<CheckResult> {
  let shop: ShopAnswer;
  try {
    shop = await client.shop(signal);
  } catch (error) {
    if (!isConnectorError(error) || signal.aborted) throw error;
    return checkResult(failedItems(error, config));
  }
  return checkResult([
    { name: 'address', status: 'ok', message: `${shop.name} answers at ${config.url}` },
    { name: 'credentials', status: 'ok', message: 'The shop takes the token' },
    versionItem(shop),
    clockItem({ ahead: Date.parse(shop.time) - clock.now() }),
  ]);
}

function failedItems({ code, message, hint }: ConnectorError, { url }: DestinationConfig): CheckItem[] {
  if (code === 'auth.failed' || code === 'permission.denied') {
    return [
      { name: 'address', status: 'ok', message: `The shop answers at ${url}` },
      {
        name: 'credentials',
        status: 'failed',
        message,
        hint: 'Copy the token anew from the shop’s settings; it may have been revoked.',
      },
    ];
  }
  if (code === 'resource.missing' || code === 'response.malformed') {
    const advice = 'Check that “url” is the address of the shop itself, without “/v1”, a page or a proxy.';
    return [{ name: 'address', status: 'failed', message, hint: advice }];
  }
  return [{ name: 'address', status: 'failed', message, hint }];
}

function versionItem({ apiVersion }: ShopAnswer): CheckItem {
  if (knownVersion.test(apiVersion)) {
    return { name: 'version', status: 'ok', message: `The API has version ${apiVersion}` };
  }
  return {
    name: 'version',
    status: 'failed',
    message: `The API has version ${apiVersion}; this destination knows versions 1.x`,
    hint: 'Upgrade the package of this destination.',
  };
}
