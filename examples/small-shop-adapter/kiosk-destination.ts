import { decimalSchema, defineDestination, describeTargets } from '@pim-connector/core';
import { emptySchemaDescription, expression, mappingBuilder } from '@pim-connector/core';
import { fieldsToSend, multiplyDecimals } from '@pim-connector/core';
import type { PlannedOperation, WriteOutcome } from '@pim-connector/core';
import { z } from 'zod';

import { kioskClient, kioskConfig } from './kiosk-client.ts';

// The kiosk knows no variants: a product is one article, with the product’s price and the stock of all its variants.
const article = { name: z.string().max(60), price: decimalSchema.nullable(), stock: z.int() };
const schema = z.strictObject(article).partial({ price: true, stock: true });
const sections = { price: 'prices', stock: 'inventory' };
const answerSchema = z.union([z.object({ problem: z.string() }), z.object({ isNew: z.boolean() })]);
const refusal = (message: string) =>
  ({ code: 'platform.rejected', severity: 'error', message, platform: { message } }) as const;
type Article = z.output<typeof schema>;

export const kioskDestination = defineDestination<typeof kioskConfig, { readonly product: Article }>({
  type: 'kiosk',
  config: kioskConfig,
  records: { product: { schema, sections } },
  account: ({ url }) => url,
  create(config, tools) {
    const { ask, check } = kioskClient(config, tools);
    const can = { operations: ['create', 'update', 'delete'], deletes: ['delete'] } as const;
    const natural = { identity: 'natural', completion: 'sync', failureUnit: 'record' } as const;
    const product = { ...can, ...natural, batch: { records: 10 }, readBack: false };
    return {
      capabilities: { entities: { product } },
      check,
      describe: async () => ({ ...emptySchemaDescription, targets: { product: describeTargets(schema) } }),
      defaultMapping: () =>
        mappingBuilder<Article>({ name: 'kiosk', entity: 'product' })
          .set('name', expression.attribute({ code: 'name' }), { required: true })
          .set('price', expression.price({ currency: 'EUR', as: 'amount' }), { onMissing: 'clear' })
          .set('stock', expression.integer({ of: expression.inventory({}), rounding: 'floor' }))
          .build(),
      plan: async (records) =>
        records.map((record): PlannedOperation => {
          const { entity, key, remote } = record;
          if (record.op === 'delete')
            return { entity, key, action: 'delete', sections: [], payload: null, calls: 1 };
          const { price } = record.data;
          const cents = price ? Number(multiplyDecimals(price, '100')) : null;
          const sent = fieldsToSend(record, sections);
          const payload = 'price' in sent ? { ...sent, price: cents } : sent;
          const what = { payload, sections: record.sections };
          return { entity, key, action: remote === null ? 'create' : 'update', ...what, calls: 1 };
        }),
      async *write(operations, { signal }): AsyncGenerator<WriteOutcome> {
        for (const { key, action, payload } of operations) {
          const request = { path: `articles/${encodeURIComponent(key)}`, accept: [404, 422], signal };
          if (action === 'delete') {
            await ask(z.unknown(), { ...request, method: 'DELETE' });
            yield { key, status: 'deleted' };
            continue;
          }
          const answer = await ask(answerSchema, { ...request, method: 'PUT', json: payload });
          yield 'isNew' in answer
            ? { key, status: answer.isNew ? 'created' : 'updated', remote: { id: key } }
            : { key, status: 'rejected', issues: [refusal(answer.problem)] };
        }
      },
    };
  },
});
