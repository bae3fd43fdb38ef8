import { defineSource, emptySchemaDescription, multiplyDecimals, passPosition } from '@pim-connector/core';
import type { ConnectorContext, Entity, EntityMap, InvalidRow, Product } from '@pim-connector/core';
import type { ReadEvent, ReadRequest, SourceRecord } from '@pim-connector/core';
import { z } from 'zod';

import { kioskClient, kioskConfig } from './kiosk-client.ts';

const gone = z.object({ code: z.string(), gone: z.literal(true) });
const article = z.object({ code: z.string(), name: z.string(), price: z.int().nullable(), stock: z.int() });
const pageSchema = z.object({ articles: z.array(z.unknown()), next: z.string().nullable() });
type Page = z.output<typeof pageSchema>;

export const kioskSource = defineSource({
  type: 'kiosk',
  config: kioskConfig.extend({ pageSize: z.int().min(1).max(200).default(50) }),
  account: ({ url }) => url,
  create(config, tools) {
    const { ask, check } = kioskClient(config, tools);
    const can = { modes: ['full', 'incremental'], coverage: 'complete' } as const;
    const product = { ...can, resumable: true, deletes: 'reported' } as const;
    return {
      capabilities: { entities: { product } },
      check,
      describe: async () => ({ ...emptySchemaDescription, currencies: ['EUR'] }),
      async *read<E extends Entity>(
        request: ReadRequest<E>,
        context: ConnectorContext,
      ): AsyncGenerator<ReadEvent<E>> {
        const { entity, mode, bookmark: since } = request;
        const position = passPosition(request, context, 60_000);
        for (let after: string | null = position.after ?? ''; after !== null;) {
          const query = { after, max: config.pageSize, since: mode === 'full' ? undefined : since };
          const page: Page = await ask(pageSchema, { path: 'articles', query, signal: context.signal });
          after = page.next;
          const place = after === null ? {} : { cursor: position.cursor(after) };
          yield { type: 'page', ...recordsOf(entity, page.articles), ...place };
        }
        yield { type: 'end', bookmark: position.bookmark, enumeratedAll: mode === 'full' };
      },
    };
  },
});

function recordsOf<E extends Entity>(entity: E, articles: readonly unknown[]) {
  const records: SourceRecord<E>[] = [];
  const invalid: InvalidRow[] = [];
  for (const [index, row] of articles.entries()) {
    const { data, error } = z.union([gone, article]).safeParse(row);
    if (error !== undefined) {
      const issue = { code: 'record.unreadable', severity: 'error', message: error.message } as const;
      invalid.push({ place: `article ${index + 1} of a page`, issues: [issue] });
    } else if ('gone' in data) records.push({ op: 'delete', entity, key: data.code });
    else {
      const record = { op: 'upsert', entity, key: data.code, coverage: 'complete' } as const;
      records.push({ ...record, data: productOf(data) as EntityMap[E] });
    }
  }
  return { records, invalid };
}

function productOf({ code, name, price, stock }: z.output<typeof article>): Product {
  const values = [{ locale: null, scope: null, data: name }];
  const amount = price === null ? null : multiplyDecimals(String(price), '0.01');
  return {
    key: code,
    attributes: { name: { type: 'text', values } },
    prices: amount === null ? [] : [{ kind: 'list', currency: 'EUR', amount }],
    variants: [{ key: code, attributes: {}, inventory: [{ quantity: String(stock) }] }],
  };
}
