import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import { arbitraryProduct } from './arbitrary-product.ts';
import { canonicalJson } from './canonical-json.ts';
import { hashText } from './hash.ts';
import { defaultSection, hashSections, hashValue, sectionOf } from './section-hash.ts';
import type { RecordLayout, SectionMap } from './section-hash.ts';

const sections: SectionMap = {
  prices: 'prices',
  assets: 'media',
  'variants.prices': 'prices',
  'variants.inventory': 'inventory',
  'variants.assets': 'media',
};

const layout: RecordLayout = { sections, variantKey: 'sku' };

const record = {
  title: 'Shirt',
  prices: [1],
  assets: ['a'],
  variants: [
    { sku: 's', prices: [2], inventory: [3], assets: ['b'] },
    { sku: 'm', prices: [4], inventory: [5], assets: ['c'] },
  ],
};

/** Names of the sections in which two records differ. */
function changed(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  used: RecordLayout = layout,
): string[] {
  const [a, b] = [hashSections(before, used), hashSections(after, used)];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter((name) => a[name] !== b[name])
    .toSorted();
}

function inOrder(object: Readonly<Record<string, unknown>>): [string, unknown][] {
  return Object.entries(object).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The hashes of the sections, in the plainest way: one text for each. */
function plainHashes(
  product: Readonly<Record<string, unknown>>,
  { sections: map = {}, variantKey }: RecordLayout,
): Record<string, string> {
  const texts: Record<string, string> = {};
  const add = (section: string, text: string) => {
    texts[section] = `${texts[section] ?? ''}${text}\n`;
  };
  const { variants, ...own } = product as { variants: readonly Record<string, unknown>[] };
  for (const [name, value] of inOrder(own))
    add(sectionOf(map, name), `${JSON.stringify(name)}:${canonicalJson(value)}`);
  const known = variants.map((variant) => {
    const content = Object.entries(variant).filter(
      ([name]) => sectionOf(map, `variants.${name}`) === 'content',
    );
    const key = variant[variantKey ?? ''];
    return { variant, id: typeof key === 'string' ? key : canonicalJson(Object.fromEntries(content)) };
  });
  add('content', `variants:${JSON.stringify(known.map(({ id }) => id))}`);
  for (const { variant, id } of known.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    for (const [name, value] of inOrder(variant))
      add(
        sectionOf(map, `variants.${name}`),
        `${JSON.stringify(id)}.${JSON.stringify(name)}:${canonicalJson(value)}`,
      );
  return Object.fromEntries(Object.entries(texts).map(([section, text]) => [section, hashText(text)]));
}

function shuffled<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).toReversed()) as T;
}

describe('hashSections', () => {
  test('gives one hash per section that the record speaks of', () => {
    expect(Object.keys(hashSections(record, layout)).toSorted()).toEqual([
      'content',
      'inventory',
      'media',
      'prices',
    ]);
    expect(Object.keys(hashSections({ prices: [] }, layout))).toEqual(['prices']);
    expect(hashSections({}, sections)).toEqual({});
    expect(Object.keys(hashSections(record))).toEqual([defaultSection]);
  });

  const [small, medium] = record.variants;

  test.each<[string, Readonly<Record<string, unknown>>, string[]]>([
    ['nothing', structuredClone(record), []],
    ['the title', { ...record, title: 'Skirt' }, ['content']],
    ['a property that is new', { ...record, color: 'red' }, ['content']],
    ['a price', { ...record, prices: [1.5] }, ['prices']],
    ['the absence of prices', { ...record, prices: undefined }, ['prices']],
    ['an asset', { ...record, assets: ['a', 'b'] }, ['media']],
    ['a variant’s stock', { ...record, variants: [{ ...small, inventory: [0] }, medium] }, ['inventory']],
    ['a variant’s price', { ...record, variants: [small, { ...medium, prices: [9] }] }, ['prices']],
    [
      'a variant’s SKU',
      { ...record, variants: [{ ...small, sku: 'x' }, medium] },
      ['content', 'inventory', 'media', 'prices'],
    ],
    [
      'a property that moved to the other variant',
      {
        ...record,
        variants: [
          { ...small, inventory: [5] },
          { ...medium, inventory: [3] },
        ],
      },
      ['inventory'],
    ],
    ['the order of variants', { ...record, variants: [medium, small] }, ['content']],
    ['an empty variant more', { ...record, variants: [small, medium, {}] }, ['content']],
    ['the end of all variants', { ...record, variants: [] }, ['content', 'inventory', 'media', 'prices']],
    ['null instead of absence', { ...record, color: null }, ['content']],
  ])('sees %s where it belongs', (_name, after, names) => {
    expect(changed(record, after)).toEqual(names);
  });

  test('sees values that change places together with their variants', () => {
    const swapped = {
      ...record,
      variants: [
        { ...medium, prices: small?.prices },
        { ...small, prices: medium?.prices },
      ],
    };
    expect(changed(record, swapped)).toEqual(['content', 'prices']);
  });

  test('without a key for variants, sends all of a variant whose content changed', () => {
    const before = hashSections(record, { sections });
    const renamed = hashSections({ ...record, variants: [{ ...small, sku: 'x' }, medium] }, { sections });
    expect(
      Object.keys(before)
        .filter((name) => before[name] !== renamed[name])
        .toSorted(),
    ).toEqual(['content', 'inventory', 'media', 'prices']);
    const restocked = hashSections(
      { ...record, variants: [{ ...small, inventory: [0] }, medium] },
      { sections },
    );
    expect(Object.keys(before).filter((name) => before[name] !== restocked[name])).toEqual(['inventory']);
  });

  test('does not mix up a product’s property with a variant’s', () => {
    const one = hashSections({ 'variants.0."sku"': 'x', variants: [{}] });
    const other = hashSections({ variants: [{ sku: 'x' }] });
    expect(one).not.toEqual(other);
    expect(hashSections({ a: 1, variants: [{ b: 2 }] })).not.toEqual(
      hashSections({ b: 2, variants: [{ a: 1 }] }),
    );
  });

  test('takes a list of variants that are no objects for any other property', () => {
    expect(changed({ variants: ['a'] }, { variants: ['b'] })).toEqual(['content']);
    expect(hashSections({ variants: 'a' }, { sections: { variants: 'media' } })).toEqual({
      media: hashText(`"variants":${canonicalJson('a')}\n`),
    });
  });

  test('knows properties and sections that are named like parts of JavaScript', () => {
    expect(sectionOf({}, 'constructor')).toBe('content');
    expect(
      Object.keys(hashSections(JSON.parse('{"__proto__":1}') as object as Record<string, unknown>)),
    ).toEqual(['content']);
    expect(Object.keys(hashSections({ a: 1 }, { sections: { a: '__proto__' } }))).toEqual(['__proto__']);
  });

  test.prop([arbitraryProduct, fc.constantFrom(layout, { sections }, {})], { numRuns: 60 })(
    'is that of the text that has always been hashed, for stored hashes would be worth nothing',
    (product, used) => {
      expect(hashSections(product, used)).toEqual(plainHashes(product, used));
    },
  );

  test('refuses what JSON cannot hold', () => {
    expect(() => hashSections({ at: new Date(0) })).toThrow(TypeError);
    expect(() => hashSections({ variants: [{ price: 1n }] })).toThrow(TypeError);
  });

  test.prop([arbitraryProduct], { numRuns: 60 })(
    'does not depend on the order of properties or on how absence is said',
    (product) => {
      const same = {
        ...shuffled(product),
        nothing: undefined,
        variants: product.variants.map((variant) => ({ ...shuffled(variant), nothing: undefined })),
      };
      expect(hashSections(same, layout)).toEqual(hashSections(product, layout));
      expect(hashSections(JSON.parse(JSON.stringify(product)) as Record<string, unknown>, layout)).toEqual(
        hashSections(product, layout),
      );
    },
  );

  test.prop([arbitraryProduct, fc.nat(2)], { numRuns: 60 })(
    'sees a change of one property of a variant in its section only',
    (product, at) => {
      const place = at % product.variants.length;
      const change = (name: string) => ({
        ...product,
        variants: product.variants.map((variant, index) =>
          index === place ? { ...variant, [name]: ['changed'] } : variant,
        ),
      });
      const byKey = { sections, variantKey: 'key' };
      expect(changed(product, change('inventory'), byKey)).toEqual(['inventory']);
      expect(changed(product, change('prices'), byKey)).toEqual(['prices']);
      expect(changed(product, change('relations'), byKey)).toEqual(['content']);
    },
  );

  test.prop([arbitraryProduct, arbitraryProduct], { numRuns: 40 })(
    'is the same for two products only if they say the same',
    (a, b) => {
      const equal = canonicalJson(a) === canonicalJson(b);
      expect(changed(a, b).length === 0).toBe(equal);
    },
  );
});

describe('hashValue', () => {
  test('is that of the canonical JSON', () => {
    expect(hashValue({ b: 1, a: undefined })).toBe(hashText('{"b":1}'));
    expect(hashValue({ b: 1.0, c: [2] })).toBe(hashValue({ c: [2], b: 1 }));
    expect(hashValue('1')).not.toBe(hashValue(1));
  });
});
