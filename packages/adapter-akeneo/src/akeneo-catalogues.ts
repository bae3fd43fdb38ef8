import { createAkeneoClient } from './akeneo-client.ts';
import { openConnection } from './akeneo-config.ts';
import type { AkeneoConnectionOptions } from './akeneo-config.ts';
import { objectOf, textOf } from './api-values.ts';
import { apiPages } from './list-pages.ts';
import { fromMappedProduct } from './mapped-products.ts';
import type { MappedRecord } from './mapped-products.ts';
import type { AkeneoMappingSchema } from './mapping-schema.ts';

/** A product as the user of a PIM mapped it, and the record that it gives. */
export interface MappedProduct {
  readonly uuid: string | null;
  readonly record: MappedRecord;
}

/** The catalogues of an app (Akeneo REST API, catalogs for apps). */
export interface AkeneoCatalogues {
  /** Makes a catalogue; a user of the PIM then chooses its products, and enables it. Gives its id. */
  create(name: string): Promise<string>;
  /** Says what products are to look like, so that the user maps his attributes to it. */
  publishSchema(catalogue: string, schema: AkeneoMappingSchema): Promise<void>;
  /**
   * Reads the products of a catalogue as they were mapped, 100 at a time.
   *
   * @throws ConnectorError `platform.suspended` for a catalogue that is not enabled, which the PIM answers with 200.
   */
  mappedProducts(catalogue: string, schema: AkeneoMappingSchema): AsyncGenerator<readonly MappedProduct[]>;
}

/**
 * Lets users of a PIM map their attributes to what a destination takes, in the PIM itself. Needs an app with the scopes
 * `read_catalogs`, `write_catalogs` and `read_products`.
 *
 * @throws ConnectorError `config.invalid`
 */
export function akeneoCatalogues(
  options: AkeneoConnectionOptions,
  signal: AbortSignal = new AbortController().signal,
): AkeneoCatalogues {
  const { connection, tools } = openConnection(options);
  const client = createAkeneoClient(connection, tools);
  return {
    async create(name) {
      const response = await client.request({
        method: 'POST',
        path: 'catalogs',
        json: { name },
        signal,
        expect: 'json',
      });
      return textOf(objectOf(response.json())['id']) ?? '';
    },
    async publishSchema(catalogue, { schema }) {
      const path = `catalogs/${encodeURIComponent(catalogue)}/mapping-schemas/product`;
      await client.request({ method: 'PUT', path, json: schema, signal, operation: 'write mapping-schemas' });
    },
    async *mappedProducts(catalogue, schema) {
      const path = `catalogs/${encodeURIComponent(catalogue)}/mapped-products`;
      const first = objectOf(
        (await client.request({ path, query: { limit: 1 }, signal, expect: 'json' })).json(),
      );
      const refusal = textOf(first['error']) ?? textOf(first['message']);
      if (refusal !== null) {
        throw tools.error('platform.suspended', `The PIM gives no products of the catalogue: ${refusal}`, {
          operation: 'read mapped-products',
          hint: 'Let a user of the PIM enable the catalogue, and publish a mapping schema for it first.',
        });
      }
      const list = { path, paging: 'search_after', limit: 100 } as const;
      for await (const { items } of apiPages(client, list, tools, { signal })) {
        yield items.map((item) => ({ uuid: textOf(item['uuid']), record: fromMappedProduct(item, schema) }));
      }
    },
  };
}
