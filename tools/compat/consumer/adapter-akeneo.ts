import {
  akeneo,
  akeneoDestination,
  akeneoLimits,
  toAkeneoMappingSchema,
} from '@pim-connector/adapter-akeneo';
import type { AkeneoOptions, AkeneoRecords } from '@pim-connector/adapter-akeneo';
import { createAkeneoSimulator } from '@pim-connector/adapter-akeneo/simulator';
import { systemClock } from '@pim-connector/core';
import type { ConnectorContext, Destination, Source } from '@pim-connector/core';

/** Reads the products of a simulated PIM, and makes a mapping schema. */
export default async function check(): Promise<void> {
  const pim = createAkeneoSimulator();
  const { clientId, secret, username, password } = pim.connection;
  const options: AkeneoOptions = {
    url: 'https://pim.example',
    clientId,
    clientSecret: secret,
    username,
    password,
    fetch: pim.handler,
    limits: akeneoLimits(),
  };
  const source: Source = akeneo(options);
  const context: ConnectorContext = {
    signal: new AbortController().signal,
    clock: systemClock,
    warn: () => undefined,
  };
  let products = 0;
  for await (const event of source.read({ entity: 'product', mode: 'full' }, context)) {
    if (event.type === 'page') products += event.records.length;
  }
  if (products === 0) throw new Error('no product was read');
  const destination: Destination<AkeneoRecords> = akeneoDestination({
    url: 'https://pim.example',
    accessToken: 'a token',
    fetch: pim.handler,
  });
  const { schema } = toAkeneoMappingSchema(destination.records.product.schema);
  if (schema['type'] !== 'object') throw new Error('there is no mapping schema');
}
