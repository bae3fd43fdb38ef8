// A process of an application that keeps the tokens of a shop in a file: when it is told to, it asks whether it would work.
import { readFile, writeFile } from 'node:fs/promises';
import process from 'node:process';

import { exclusively, systemClock } from '@pim-connector/core';
import { sqliteStore } from '@pim-connector/store-sqlite';

import type { OfflineTokens } from '../auth/token-vault.ts';
import { shopify } from '../shopify.ts';

const [url = '', folder = '', clientSecret = ''] = process.argv.slice(2);
const tokensPath = `${folder}/tokens.json`;
const store = sqliteStore(`${folder}/store.db`);

const destination = shopify({
  shop: 'example',
  url,
  clientId: 'id',
  clientSecret,
  tokens: {
    load: async () => JSON.parse(await readFile(tokensPath, 'utf8')) as OfflineTokens,
    save: (tokens) => writeFile(tokensPath, JSON.stringify(tokens)),
    exclusively: (work) => exclusively(store, 'tokens of example', work),
  },
});

async function check(): Promise<void> {
  const context = { signal: new AbortController().signal, clock: systemClock, warn: () => undefined };
  const { ok } = await destination.check(context);
  process.send?.({ ok });
}

process.on('message', () => void check());
process.on('disconnect', () => void store.close());
process.send?.('ready');
