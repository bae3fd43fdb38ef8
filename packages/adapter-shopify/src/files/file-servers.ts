import { createHttpClient, publicOnly } from '@pim-connector/core';
import type { ConnectorTools, HttpClient } from '@pim-connector/core';

import type { DestinationConfig } from '../destination-config.ts';

// A record that failed is sent again by the engine, minutes later; more attempts here would only hold others up.
const attempts = 2;

/** Makes the client that fetches what Shopify does not fetch itself: addresses come from data, so it goes nowhere private. */
export function createFileServers(config: DestinationConfig, tools: ConnectorTools): HttpClient {
  const { shop, privateFileHosts, retry, fetch, clock } = config;
  return createHttpClient({
    connector: tools.type,
    baseUrl: `https://${shop}`,
    guard: publicOnly({ except: privateFileHosts }),
    redact: tools.redact,
    ...(clock === undefined ? {} : { clock }),
    retry: { ...retry, attempts: Math.min(attempts, retry?.attempts ?? attempts) },
    ...(fetch === undefined ? {} : { fetch }),
  });
}
