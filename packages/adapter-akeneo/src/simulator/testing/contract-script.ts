import type { AkeneoSimulator } from '../create-akeneo-simulator.ts';
import type { Json, JsonObject } from '../json.ts';
import { textOf } from '../json.ts';

/** Method, path below the prefix, body, headers. */
export type ScriptedRequest = readonly [
  method: string,
  path: string,
  body?: Json | FormData,
  headers?: Record<string, string>,
];

const lines = (...items: readonly JsonObject[]): [string, Record<string, string>] => [
  items.map((item) => JSON.stringify(item)).join('\n'),
  { 'content-type': 'application/vnd.akeneo.collection+json' },
];

const file = (name: string, type: string, parts: Readonly<Record<string, JsonObject>> = {}): FormData => {
  const form = new FormData();
  for (const [part, value] of Object.entries(parts)) form.set(part, JSON.stringify(value));
  form.set('file', new File(['bytes'], name, { type }));
  return form;
};

const plain = (data: Json) => [{ locale: null, scope: null, data }];

/** Requests that use every operation of the API once at least. */
export function* contractScript({ user, product, access }: AkeneoSimulator): Generator<ScriptedRequest> {
  yield ['GET', '/system-information'];
  yield* structure();
  yield* resources();
  const lantern = product('LANTERN-1')?.uuid ?? '';
  const search = encodeURIComponent(JSON.stringify({ enabled: [{ operator: '=', value: true }] }));
  const extras = 'with_attribute_options=true&with_quality_scores=true&with_completenesses=true';
  yield [
    'GET',
    `/products-uuid?limit=100&with_count=true&${extras}&search=${search}&scope=ecommerce&locales=en_US&attributes=name,price`,
  ];
  yield ['GET', `/products?pagination_type=search_after&limit=3&${extras}`];
  yield [
    'POST',
    '/products-uuid/search?pagination_type=search_after',
    { search: '{"family":[{"operator":"IN","value":["lamps"]}]}', scope: 'ecommerce' },
  ];
  yield ['GET', `/products-uuid/${lantern}?${extras}`];
  yield ['GET', `/products/LANTERN-1?${extras}`];
  yield ['POST', '/products-uuid', { family: 'lamps', values: { sku: plain('NEW-1') } }];
  yield [
    'POST',
    '/products',
    { identifier: 'NEW-2', family: 'lamps', enabled: true, categories: ['lighting'] },
  ];
  yield [
    'PATCH',
    '/products-uuid',
    ...lines(
      { uuid: lantern, values: { pieces: plain(2) } },
      { uuid: '00000000-0000-4000-8000-000000000001', family: 'lamps' },
    ),
  ];
  yield [
    'PATCH',
    '/products',
    ...lines({ identifier: 'NEW-2', groups: ['promotion'] }, { identifier: 'NEW-3' }),
  ];
  yield [
    'PATCH',
    `/products-uuid/${lantern}`,
    { associations: { UPSELL: { products: [lantern], product_models: ['camp_mug'], groups: [] } } },
  ];
  yield [
    'PATCH',
    '/products/NEW-2',
    { quantified_associations: { PACK: { products: [{ identifier: 'NEW-3', quantity: 2 }] } } },
  ];
  yield ['DELETE', '/products/NEW-3'];
  yield ['DELETE', '/products-uuid/00000000-0000-4000-8000-000000000001'];
  yield* models();
  yield* drafts(access, lantern);
  yield ['GET', '/published-products'];
  yield ['GET', '/published-products/LANTERN-1'];
  yield* media(user, product);
  yield* records();
  yield* recordFiles(user);
  yield ['POST', '/jobs/export/csv_product_export'];
  yield ['POST', '/jobs/import/csv_product_import', { import_mode: 'create_only' }];
}

function* structure(): Generator<ScriptedRequest> {
  const updated = encodeURIComponent('{"updated":[{"operator":">","value":"2020-01-01T00:00:00Z"}]}');
  for (const name of ['categories', 'attributes', 'attribute-groups', 'families']) {
    yield ['GET', `/${name}?limit=100&with_count=true&search=${updated}`];
  }
  for (const name of [
    'association-types',
    'channels',
    'locales',
    'currencies',
    'attributes/color/options',
    'families/jackets/variants',
  ]) {
    yield ['GET', `/${name}?limit=100&with_count=true`];
  }
  yield ['GET', '/measurement-families'];
  yield ['GET', '/categories/jackets?with_position=true'];
  yield ['GET', '/attributes/care?with_table_select_options=true'];
  yield ['GET', '/attribute-groups/general'];
  yield ['GET', '/families/jackets'];
  yield ['GET', '/families/jackets/variants/jackets_by_color_size'];
  yield ['GET', '/attributes/color/options/blue'];
  yield ['GET', '/association-types/PACK'];
  yield ['GET', '/channels/ecommerce'];
  yield ['GET', '/locales/en_US'];
  yield ['GET', '/currencies/EUR'];
}

/** What can be created, and changed alone and with others. */
function* resources(): Generator<ScriptedRequest> {
  const written: readonly (readonly [string, JsonObject])[] = [
    ['/categories', { parent: 'master', labels: { en_US: 'Hats' } }],
    ['/attribute-groups', { sort_order: 9, labels: { en_US: 'New' } }],
    [
      '/attributes',
      { type: 'pim_catalog_text', group: 'general', localizable: false, scopable: false, unique: false },
    ],
    ['/attributes/color/options', { sort_order: 9, labels: { en_US: 'New' } }],
    [
      '/families',
      {
        attributes: ['sku', 'name'],
        attribute_as_label: 'name',
        attribute_requirements: { ecommerce: ['sku'] },
      },
    ],
    ['/association-types', { labels: { en_US: 'New' }, is_quantified: false, is_two_way: false }],
    [
      '/channels',
      { locales: ['en_US'], currencies: ['EUR'], category_tree: 'master', labels: { en_US: 'New' } },
    ],
    [
      '/families/lamps/variants',
      { variant_attribute_sets: [{ level: 1, axes: ['waterproof'], attributes: ['pieces'] }] },
    ],
  ];
  for (const [path, body] of written) {
    yield ['POST', path, { code: 'made_alone', ...body }];
    yield [
      'PATCH',
      path,
      ...lines({ code: 'made_alone', labels: { de_DE: 'Neu' } }, { code: 'made_in_line', ...body }),
    ];
    yield ['PATCH', `${path}/made_alone`, { labels: { fr_FR: 'Nouveau' } }];
  }
  yield ['DELETE', '/families/made_alone'];
  const operations = [{ operator: 'mul', value: '1' }];
  yield [
    'PATCH',
    '/measurement-families',
    [
      {
        code: 'Brightness',
        standard_unit_code: 'LUMEN',
        units: { LUMEN: { code: 'LUMEN', convert_from_standard: operations, symbol: 'lm' } },
      },
    ],
  ];
}

function* models(): Generator<ScriptedRequest> {
  yield ['GET', '/product-models?pagination_type=search_after&limit=2&with_quality_scores=true'];
  yield ['GET', '/product-models/storm_jacket?with_quality_scores=true'];
  yield [
    'POST',
    '/product-models',
    { code: 'rain_mug', family_variant: 'mugs_by_color', categories: ['mugs'] },
  ];
  yield ['PATCH', '/product-models', ...lines({ code: 'rain_mug', values: { brand: plain('kestrel') } })];
  yield ['PATCH', '/product-models/rain_mug', { categories: ['mugs', 'kitchen'] }];
  yield ['DELETE', '/product-models/rain_mug'];
}

function* drafts(access: AkeneoSimulator['access'], lantern: string): Generator<ScriptedRequest> {
  for (const category of ['lighting', 'print_summer', 'mugs']) access.setCategoryRight(category, 'edit');
  yield ['PATCH', `/products-uuid/${lantern}`, { enabled: false }];
  yield ['GET', `/products-uuid/${lantern}/draft`];
  yield ['POST', `/products-uuid/${lantern}/proposal`, {}];
  yield ['PATCH', '/products/HEADLAMP-2', { enabled: true }];
  yield ['GET', '/products/HEADLAMP-2/draft'];
  yield ['POST', '/products/HEADLAMP-2/proposal', {}];
  yield ['PATCH', '/product-models/camp_mug', { values: { brand: plain('fjordlund') } }];
  yield ['GET', '/product-models/camp_mug/draft'];
  yield ['POST', '/product-models/camp_mug/proposal', {}];
  for (const category of ['lighting', 'print_summer', 'mugs']) access.setCategoryRight(category, 'own');
}

function* media(
  user: AkeneoSimulator['user'],
  product: AkeneoSimulator['product'],
): Generator<ScriptedRequest> {
  yield ['GET', '/media-files?with_count=true'];
  const manual = product('LANTERN-1')?.values['manual']?.[0]?.data;
  yield ['GET', `/media-files/${textOf(manual)}`];
  yield ['GET', `/media-files/${textOf(manual)}/download`];
  yield [
    'POST',
    '/media-files',
    file('new.png', 'image/png', {
      product: { identifier: 'LANTERN-1', attribute: 'picture', locale: null, scope: null },
    }),
  ];
  yield [
    'POST',
    '/category-media-files',
    file('hat.png', 'image/png', {
      category: { code: 'jackets', attribute_code: 'image_1', channel: null, locale: null },
    }),
  ];
  const path = Object.values(user.find('categories', 'jackets')?.['values'] ?? {})[0] as {
    readonly data: { readonly file_path: string };
  };
  yield ['GET', `/category-media-files/${path.data.file_path}/download`];
}

function* records(): Generator<ScriptedRequest> {
  const labelled = { labels: { en_US: 'New' } };
  const text = {
    type: 'text',
    value_per_locale: false,
    value_per_channel: false,
    is_required_for_completeness: false,
    ...labelled,
  };
  for (const [path, items, attribute, one] of [
    ['/asset-families', 'assets', 'view', ['packshots', 'lantern_front']],
    ['/reference-entities', 'records', 'style', ['designers', 'ida_holm']],
  ] as const) {
    const family = `${path}/${one[0]}`;
    yield ['GET', path];
    yield ['GET', family];
    yield ['PATCH', `${path}/made_new`, { code: 'made_new', ...labelled }];
    yield ['GET', `${family}/attributes`];
    yield ['GET', `${family}/attributes/${attribute}`];
    yield ['PATCH', `${family}/attributes/note`, { code: 'note', ...text }];
    yield ['GET', `${family}/attributes/${attribute}/options`];
    yield ['GET', `${family}/attributes/${attribute}/options/${attribute === 'view' ? 'front' : 'nordic'}`];
    yield ['PATCH', `${family}/attributes/${attribute}/options/made_new`, { code: 'made_new', ...labelled }];
    const channel =
      items === 'assets' ? 'channel=ecommerce&locales=en_US' : 'channel=ecommerce&locales=en_US,de_DE';
    yield ['GET', `${family}/${items}?${channel}`];
    yield ['GET', `${family}/${items}/${one[1]}`];
    const note = { note: [{ locale: null, channel: null, data: 'Seen' }] };
    yield [
      'PATCH',
      `${family}/${items}`,
      [
        { code: one[1], values: note },
        { code: 'made_in_list', values: note },
      ],
    ];
    yield ['PATCH', `${family}/${items}/made_alone`, { code: 'made_alone', values: note }];
  }
  yield ['DELETE', '/asset-families/packshots/assets/made_alone'];
  yield ['POST', '/asset-media-files', file('new.png', 'image/png')];
  yield ['POST', '/reference-entities-media-files', file('new.png', 'image/png')];
}

function* recordFiles(user: AkeneoSimulator['user']): Generator<ScriptedRequest> {
  const picture = user.asset('packshots', 'lantern_front')?.values['media']?.[0]?.data;
  yield ['GET', `/asset-media-files/${textOf(picture)}`];
  const portrait = user.record('designers', 'ida_holm')?.values['image']?.[0]?.data;
  yield ['GET', `/reference-entities-media-files/${textOf(portrait)}`];
}
