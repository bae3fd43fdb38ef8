import { checkResult, defineSource, emptySchemaDescription } from '@pim-connector/core';
import type {
  Entity,
  Product,
  ReadEvent,
  RecordKey,
  SchemaDescription,
  SourceRecord,
} from '@pim-connector/core';
import { z } from 'zod';

const capabilities = {
  modes: ['full'],
  coverage: 'complete',
  resumable: true,
  deletes: 'swept',
} as const;

/** A source that gives what a list holds at the moment. For tests. */
export const recordSource = defineSource({
  type: 'records',
  config: z.strictObject({
    records: z.custom<readonly SourceRecord[]>(Array.isArray),
    entities: z.array(z.enum(['category', 'referenceRecord', 'product', 'price'])).default(['product']),
    pageSize: z.int().positive().default(50),
    locales: z.array(z.string()).default(['en']),
    /** What it tells of itself beside its locales. */
    description: z.custom<Partial<SchemaDescription>>().default({}),
  }),
  account: () => 'records',
  create: ({ records, entities, pageSize, locales, description }) => {
    const of = <E extends Entity>(entity: E) =>
      records.filter((record) => record.entity === entity) as unknown as readonly SourceRecord<E>[];
    return {
      capabilities: { entities: Object.fromEntries(entities.map((entity) => [entity, capabilities])) },
      check: async () => checkResult([]),
      describe: async () => ({ ...emptySchemaDescription, locales, ...description }),
      async *read<E extends Entity>({
        entity,
        cursor,
      }: {
        readonly entity: E;
        readonly cursor?: string;
      }): AsyncGenerator<ReadEvent<E>> {
        const all = of(entity);
        for (let start = Number(cursor ?? 0); start < all.length; start += pageSize)
          yield {
            type: 'page',
            records: all.slice(start, start + pageSize),
            cursor: String(start + pageSize),
          };
        yield { type: 'end', enumeratedAll: true };
      },
      fetch: async <E extends Entity>({
        entity,
        keys,
      }: {
        readonly entity: E;
        readonly keys: readonly RecordKey[];
      }) =>
        new Map(
          keys.map((key): [RecordKey, SourceRecord<E> | null] => [
            key,
            of(entity).find((record) => record.key === key) ?? null,
          ]),
        ),
    };
  },
});

/** A product with some texts, and variants by their SKUs and the text of their one axis. */
export function someProduct(
  key: string,
  texts: Readonly<Record<string, string>>,
  variants: readonly { readonly sku: string; readonly size?: string; readonly barcode?: string }[],
): SourceRecord<'product'> {
  const attributes = (values: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([code, data]) =>
        data === undefined
          ? []
          : [[code, { type: 'text' as const, values: [{ locale: null, scope: null, data }] }]],
      ),
    );
  const data: Product = {
    key,
    attributes: attributes({ name: `Product ${key}`, ...texts }),
    variants: variants.map(({ sku, size, barcode }) => ({
      key: sku,
      attributes: attributes({ size, barcode }),
    })),
  };
  return { op: 'upsert', entity: 'product', key, data, coverage: 'complete' };
}

/** A category with a label in English and German. */
export function someCategory(
  key: string,
  parent: string | null = null,
  label: string = key,
): SourceRecord<'category'> {
  const labels = { en: label, de: `${label} (de)` };
  return { op: 'upsert', entity: 'category', key, data: { key, parent, labels }, coverage: 'complete' };
}
