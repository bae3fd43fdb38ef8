import type { AttributeValues } from '../attribute-value.ts';
import type { Attributes } from '../attributes.ts';
import { referenceRecordKey, splitReferenceRecordKey } from '../reference-record-key.ts';
import type { ReferenceRecord } from '../reference-record.ts';
import { extensionOf } from './canonical-records.ts';
import type { CanonicalRecords, RoundTrip } from './canonical-records.ts';

// A system whose users define kinds of records beside the articles, which link to them and they to each other.

interface FieldValue {
  readonly language: string | null;
  readonly market: string | null;
  readonly value: string | readonly string[];
}

interface Field {
  readonly type: 'line' | 'count' | 'choice' | 'picture' | 'links';
  /** Of links: the kind that they lead to. */
  readonly kind?: string;
  readonly values: readonly FieldValue[];
}

type Fields = Readonly<Record<string, Field>>;

interface LinkedCatalogue {
  readonly records: readonly {
    readonly kind: string;
    readonly code: string;
    readonly names: Readonly<Record<string, string>>;
    readonly fields: Fields;
    readonly color?: string;
  }[];
  readonly articles: readonly { readonly sku: string; readonly fields: Fields }[];
}

function always(value: FieldValue['value']): readonly FieldValue[] {
  return [{ language: null, market: null, value }];
}

const original: LinkedCatalogue = {
  records: [
    {
      kind: 'brands',
      code: 'acme',
      names: { 'de-DE': 'Acme', 'fr-FR': 'Acmé' },
      color: '#ff0000',
      fields: {
        story: {
          type: 'line',
          values: [
            { language: 'de-DE', market: 'shop', value: 'Seit 1901' },
            { language: 'de-DE', market: 'print', value: 'seit 1901' },
          ],
        },
        founded: { type: 'count', values: always('1901') },
        logo: { type: 'picture', values: always('logos/acme.svg') },
        // These two link to each other.
        designers: { type: 'links', kind: 'designers', values: always(['jane/doe', 'old']) },
        partOf: { type: 'links', kind: 'brands', values: always(['acme']) },
      },
    },
    {
      kind: 'designers',
      code: 'jane/doe',
      names: {},
      fields: {
        worksFor: { type: 'links', kind: 'brands', values: always(['acme']) },
        style: { type: 'choice', values: always('nordic') },
      },
    },
    // One code in two kinds is two records.
    { kind: 'designers', code: 'acme', names: {}, fields: {} },
  ],
  articles: [
    {
      sku: 'chair',
      fields: {
        brand: { type: 'links', kind: 'brands', values: always(['acme']) },
        designer: { type: 'links', kind: 'designers', values: always(['acme', 'jane/doe']) },
      },
    },
  ],
};

const typeOf = {
  line: 'text',
  count: 'number',
  choice: 'option',
  picture: 'references',
  links: 'references',
} as const;

function read({ records, articles }: LinkedCatalogue): CanonicalRecords {
  return {
    referenceRecord: records.map(({ kind, code, names, fields, color }): ReferenceRecord => ({
      key: referenceRecordKey(kind, code),
      kind,
      code,
      labels: { ...names },
      attributes: readFields(fields),
      ...(color === undefined ? {} : { extensions: { own: color } }),
    })),
    product: articles.map(({ sku, fields }) => ({
      key: sku,
      attributes: readFields(fields),
      variants: [{ key: sku, attributes: {} }],
    })),
  };
}

function readFields(fields: Fields): Attributes {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type, kind = '', values }]) => [
      name,
      {
        type: typeOf[type],
        values: values.map(({ language, market, value }) => ({
          locale: language,
          scope: market,
          data: readValue(type, kind, value),
        })),
      } as AttributeValues,
    ]),
  );
}

function readValue(type: Field['type'], kind: string, value: FieldValue['value']): unknown {
  if (type === 'picture') return [{ entity: 'asset', key: value }];
  if (typeof value === 'string') return value;
  return value.map((code) => ({ entity: 'referenceRecord', key: referenceRecordKey(kind, code) }));
}

function write({ referenceRecord = [], product = [] }: CanonicalRecords): LinkedCatalogue {
  return {
    records: referenceRecord.map((record) => ({
      kind: record.kind,
      code: record.code,
      names: record.labels,
      ...(record.extensions === undefined ? {} : { color: String(extensionOf(record)) }),
      fields: writeFields(record.attributes),
    })),
    articles: product.map(({ key, attributes }) => ({ sku: key, fields: writeFields(attributes) })),
  };
}

function writeFields(attributes: Attributes): Fields {
  return Object.fromEntries(Object.entries(attributes).map(([name, values]) => [name, writeField(values)]));
}

function writeField(attribute: AttributeValues): Field {
  if (attribute.type === 'references') return writeReferences(attribute);
  const type = { text: 'line', number: 'count', option: 'choice' } as const;
  return {
    type: type[attribute.type as keyof typeof type],
    values: attribute.values.map(({ locale, scope, data }) => ({
      language: locale,
      market: scope,
      value: data as string,
    })),
  };
}

function writeReferences({ values }: Extract<AttributeValues, { type: 'references' }>): Field {
  const [first] = values[0]?.data ?? [];
  const place = ({ locale, scope }: (typeof values)[number]) => ({ language: locale, market: scope });
  if (first?.entity === 'asset')
    return { type: 'picture', values: values.map((each) => ({ ...place(each), value: first.key })) };
  const parts = (each: (typeof values)[number]) =>
    (each.data ?? []).flatMap(({ key }) => splitReferenceRecordKey(key) ?? []);
  const [{ kind } = { kind: '' }] = values.flatMap(parts);
  return {
    type: 'links',
    kind,
    values: values.map((each) => ({ ...place(each), value: parts(each).map(({ code }) => code) })),
  };
}

/** See {@link LinkedCatalogue}. */
export const linkedRecords: RoundTrip<LinkedCatalogue> = { original, read, write };
