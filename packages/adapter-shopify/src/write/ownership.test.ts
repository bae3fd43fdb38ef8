import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';

import type { Ownership } from '../destination-config.ts';
import type { ShopifyRecords } from '../records/shopify-records.ts';
import { caller } from '../source/seeded-shop.ts';
import { shopPipeline } from '../testing/shop-pipeline.ts';

type Product = ShopifyRecords['product'];
type Mode = 'own' | 'merge' | 'ignore';

/** What a list of a product holds: names of tags and the like, of metafields with their values. */
type Held = ReadonlyMap<string, string>;

const lists = ['tags', 'collections', 'publications', 'images', 'metafields', 'variantMetafields'] as const;
type List = (typeof lists)[number];

/** Which lists are one section, so that a change of one has all of them written. */
const together: Readonly<Record<List, readonly List[]>> = {
  tags: ['tags'],
  collections: ['collections'],
  publications: ['publications'],
  images: ['images'],
  metafields: ['metafields', 'variantMetafields'],
  variantMetafields: ['metafields', 'variantMetafields'],
};

const names: Readonly<Record<List, readonly string[]>> = {
  tags: ['a', 'b', 'c', 'd'],
  collections: ['summer', 'winter', 'sale', 'gifts'],
  publications: ['Online Store', 'Point of Sale', 'Shop'],
  images: ['front', 'back', 'side', 'top'],
  metafields: ['one', 'two', 'three', 'four'],
  // Other names: what a variant has not it would have of its product.
  variantMetafields: ['first', 'second', 'third', 'fourth'],
};
const hasValues = (list: List) => list === 'metafields' || list === 'variantMetafields';

/** The model: what a list holds after the record was written. */
function written(mode: Mode, now: Held, ours: ReadonlySet<string>, wanted: Held): Held {
  if (mode === 'ignore') return now;
  if (mode === 'own') return wanted;
  const left = [...now].filter(([name]) => wanted.has(name) || !ours.has(name));
  return new Map([...left, ...wanted]);
}

const heldArbitrary = (list: List) =>
  fc
    .shuffledSubarray([...names[list]])
    .chain((some) =>
      fc
        .array(fc.constantFrom('x', 'y'), { minLength: some.length, maxLength: some.length })
        .map(
          (values): Held =>
            new Map(some.map((name, at) => [name, hasValues(list) ? (values[at] ?? '') : ''])),
        ),
    );

type Wanted = Readonly<Record<List, Held>>;
const wantedArbitrary: fc.Arbitrary<Wanted> = fc.record(
  Object.fromEntries(lists.map((list) => [list, heldArbitrary(list)])) as Record<List, fc.Arbitrary<Held>>,
);

/** What happens between two runs: the PIM changes some lists, a merchant changes some. */
const stepArbitrary = fc.record({
  pim: fc.record(
    Object.fromEntries(
      lists.map((list) => [list, fc.option(heldArbitrary(list), { nil: null, freq: 1 })]),
    ) as Record<List, fc.Arbitrary<Held | null>>,
  ),
  merchant: fc.array(
    fc.constantFrom(...lists).chain((list) =>
      fc.record({
        list: fc.constant(list),
        name: fc.constantFrom(...names[list]),
        value: fc.constantFrom('merchant', null),
      }),
    ),
    { maxLength: 4 },
  ),
});

const text = (value: string) => ({ type: 'single_line_text_field', value });
// One that is always there: where a record has no metafields at all it does not speak of them.
const metafields = (held: Held, always: string) => ({
  custom: {
    [always]: text('there'),
    ...Object.fromEntries([...held].map(([name, value]) => [name, text(value)])),
  },
});

function recordOf(wanted: Wanted): Product {
  const list = (of: List) => [...wanted[of].keys()];
  return {
    title: 'Shirt',
    tags: list('tags'),
    collections: list('collections'),
    publications: list('publications'),
    images: list('images'),
    metafields: metafields(wanted.metafields, 'always'),
    variants: [{ sku: 'shirt', price: '5', metafields: metafields(wanted.variantMetafields, 'steady') }],
  };
}

const everything = Object.fromEntries(
  lists.map((list) => [list, new Map(names[list].map((name) => [name, 'x']))]),
) as unknown as Wanted;

const assets = Object.fromEntries(
  names.images.map((name) => [name, { url: `https://assets.example/${name}.jpg` }]),
);

/** A shop that gets one product, and somebody who changes its lists there. */
function ownedShop(ownership: Partial<Ownership>) {
  const shop = shopPipeline(
    { assets, products: { shirt: recordOf(everything) } },
    {
      simulator: {
        collectionTitles: ['Summer', 'Winter', 'Sale', 'Gifts'],
        publicationTitles: [...names.publications],
      },
      config: { ownership },
    },
  );
  const { state } = shop;
  const call = caller(shop.simulator);
  const product = () => {
    const [found] = state.products.values();
    if (found === undefined) throw new Error('no product');
    return found;
  };
  const owner = (list: List) => (list === 'metafields' ? product().id : (product().variants[0]?.id ?? ''));
  const idOf = (list: List, name: string): string => {
    const found =
      list === 'collections'
        ? [...state.collections.values()].find(({ handle }) => handle === name)
        : list === 'publications'
          ? [...state.publications.values()].find(({ title }) => title === name)
          : [...state.files.values()].find(({ source }) => source.endsWith(`/${name}.jpg`));
    if (found === undefined) throw new Error(`no ${name}`);
    return found.id;
  };
  const nameOf = (list: List, id: string) => names[list].find((name) => idOf(list, name) === id) ?? id;
  const plain = (ids: Iterable<string>, list: List): Held =>
    new Map([...ids].map((id) => [nameOf(list, id), '']));
  return {
    ...shop,
    held(list: List): Held {
      switch (list) {
        case 'tags':
          return new Map(product().tags.map((tag) => [tag, '']));
        case 'collections':
          return plain(product().collectionIds, list);
        case 'publications':
          return plain(state.published.get(product().id)?.keys() ?? [], list);
        case 'images':
          return plain(product().mediaIds, list);
        default:
          return new Map(
            [...(state.metafields.get(owner(list))?.values() ?? [])]
              .filter(({ key }) => names[list].includes(key))
              .map(({ key, value }) => [key, value]),
          );
      }
    },
    /** @param value `null`: it is taken away. */
    async edit(list: List, name: string, value: string | null): Promise<void> {
      const changed = (ids: readonly string[], id: string) => [
        ...ids.filter((each) => each !== id),
        ...(value === null ? [] : [id]),
      ];
      const found = product();
      if (list === 'tags') found.tags = changed(found.tags, name).toSorted();
      else if (list === 'collections') found.collectionIds = changed(found.collectionIds, idOf(list, name));
      else if (list === 'images') found.mediaIds = changed(found.mediaIds, idOf(list, name));
      else if (list === 'publications') {
        const published = state.published.get(found.id) ?? new Map<string, number>();
        state.published.set(found.id, published);
        if (value === null) published.delete(idOf(list, name));
        else published.set(idOf(list, name), 0);
      } else {
        const place = { ownerId: owner(list), namespace: 'custom', key: name };
        await (value === null
          ? call(
              'mutation($metafields: [MetafieldIdentifierInput!]!) { metafieldsDelete(metafields: $metafields) { userErrors { message } } }',
              { metafields: [place] },
            )
          : call(
              'mutation($metafields: [MetafieldsSetInput!]!) { metafieldsSet(metafields: $metafields) { userErrors { message } } }',
              { metafields: [{ ...place, ...text(value) }] },
            ));
      }
    },
  };
}

const asObject = (held: Held) => Object.fromEntries([...held].toSorted(([a], [b]) => a.localeCompare(b)));
// The order counts where it is one of a list.
const isSame = (list: List, one: Held, other: Held) => {
  const told = (held: Held) => JSON.stringify(hasValues(list) ? asObject(held) : [...held.keys()]);
  return told(one) === told(other);
};

const ownerships = (mode: Mode): Partial<Ownership> => ({
  tags: mode,
  collections: mode,
  publications: mode,
  media: mode,
  // There is no `own`: others’ metafields are never touched.
  metafields: mode === 'own' ? 'merge' : mode,
});

describe.each(['own', 'merge', 'ignore'] as const)('lists that are “%s”', (mode) => {
  const modeOf = (list: List): Mode => (hasValues(list) && mode === 'own' ? 'merge' : mode);

  test.prop([wantedArbitrary, fc.array(stepArbitrary, { minLength: 1, maxLength: 4 })], { numRuns: 15 })(
    'hold what a simple model says, whatever PIM and merchant change',
    async (first, steps) => {
      const shop = ownedShop(ownerships(mode));
      shop.pim.products['shirt'] = recordOf(first);
      await shop.pipeline.run();
      const nothing: Held = new Map();
      const model = Object.fromEntries(
        lists.map((list) => {
          const isOurs = modeOf(list) !== 'ignore';
          return [list, isOurs ? first[list] : nothing];
        }),
      ) as Record<List, Held>;
      const ours = Object.fromEntries(
        lists.map((list) => [list, new Set(first[list].keys())]),
      ) as unknown as Record<List, ReadonlySet<string>>;
      let wanted = first;
      for (const { pim, merchant } of steps) {
        for (const { list, name, value } of merchant) {
          await shop.edit(list, name, value);
          const after = new Map(model[list]);
          if (!hasValues(list)) after.delete(name);
          if (value === null) after.delete(name);
          else after.set(name, hasValues(list) ? value : '');
          model[list] = after;
        }
        const next = Object.fromEntries(
          lists.map((list) => [list, pim[list] ?? wanted[list]]),
        ) as unknown as Wanted;
        for (const list of lists) {
          if (together[list].every((each) => isSame(each, wanted[each], next[each]))) continue;
          model[list] = written(modeOf(list), model[list], ours[list], next[list]);
          ours[list] = new Set(next[list].keys());
        }
        wanted = next;
        shop.pim.products['shirt'] = recordOf(wanted);
        await shop.pipeline.run({ mode: 'full' });
        for (const list of lists)
          expect({ list, held: asObject(shop.held(list)) }).toEqual({ list, held: asObject(model[list]) });
      }
      expect(await shop.refusals()).toEqual([]);
    },
  );
});
