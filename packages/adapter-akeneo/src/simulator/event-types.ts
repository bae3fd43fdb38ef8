const prefix = 'com.akeneo.pim.v1.';

const things = [
  'asset',
  'attribute',
  'attribute-group',
  'attribute-option',
  'category',
  'family',
  'product',
  'product-model',
  'reference-entity-record',
];

/** Every type of event that can be subscribed to. */
export const eventTypes: ReadonlySet<string> = new Set(
  [
    'app.deleted',
    'connection.deleted',
    ...things.flatMap((thing) => [`${thing}.created`, `${thing}.updated`, `${thing}.deleted`]),
    'product.updated.delta',
    'product.became-complete',
    'product.became-incomplete',
    'product-model.updated.delta',
  ].map((type) => prefix + type),
);

/** The full name of a type of event. */
export const fullType = (type: string): string => prefix + type;
