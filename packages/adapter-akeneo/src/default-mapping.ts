import { ConnectorError, expression, mappingBuilder } from '@pim-connector/core';
import type {
  Attribute,
  DefaultMappingOptions,
  Entity,
  Expression,
  Mapping,
  SchemaDescription,
} from '@pim-connector/core';

import { objectOf } from './api-values.ts';
import { attributeMapping } from './default-attribute-mapping.ts';
import { productMapping } from './default-product-mapping.ts';
import { recordMapping } from './default-record-mapping.ts';
import { describedPlaces } from './describe-targets-of-pim.ts';
import type { DestinationConfig } from './destination-config.ts';
import type { AkeneoRecords } from './destination-records.ts';

const { constant, exists, field, integer, list, object, when } = expression;

/**
 * The mapping that is used where the user gives none: every attribute that source and PIM both have, under the same
 * code and in a form that fits. If the records of the source are complete, what they do not have is cleared.
 *
 * @throws ConnectorError `config.invalid` where the user has to say how: assets, and prices or stock without an attribute
 *   to take them.
 */
export function defaultMapping(
  entity: Entity,
  options: DefaultMappingOptions,
  config: DestinationConfig,
): Mapping {
  switch (entity) {
    case 'product':
      return productMapping(options);
    case 'category':
      return mappingBuilder<AkeneoRecords['category']>({ name: 'akeneo-category', entity })
        .set('parent', field({ path: 'parent' }))
        .set('labels', field({ path: 'labels' }))
        .build();
    case 'family':
      return familyMapping(options);
    case 'attribute':
      return attributeMapping(options);
    case 'price':
      return priceMapping(options.destination, config);
    case 'inventory':
      return inventoryMapping(options.destination, config);
    case 'referenceRecord':
      return recordMapping(options);
    case 'asset':
      throw new ConnectorError('config.invalid', 'There is no default mapping of assets to an Akeneo PIM', {
        connector: 'akeneo',
        hint: 'Give one that sets “family”, “code” and “media”: which asset family takes them is for you to say.',
      });
  }
}

function familyMapping({ source, destination }: DefaultMappingOptions): Mapping {
  const channels = destination.scopes.filter(({ code }) =>
    source.scopes.some((scope) => scope.code === code),
  );
  const family = mappingBuilder<AkeneoRecords['family']>({ name: 'akeneo-family', entity: 'family' })
    .set('labels', field({ path: 'labels' }))
    .set('attributes', field({ path: 'attributes' }))
    .set('variations', field({ path: 'variations' }))
    // Another Akeneo PIM tells which attributes stand for the product.
    .set('attributeAsLabel', field({ path: 'extensions.akeneo.attributeAsLabel' }))
    .set('attributeAsImage', field({ path: 'extensions.akeneo.attributeAsImage' }));
  return channels
    .reduce((mapping, { code }) => {
      const path = `requirements.${code}`;
      return mapping.set(path as 'requirements', field({ path }));
    }, family)
    .build();
}

function priceMapping(destination: SchemaDescription, { prices }: DestinationConfig): Mapping {
  let mapping = mappingBuilder<AkeneoRecords['price']>({ name: 'akeneo-price', entity: 'price' }).set(
    'sku',
    field({ path: 'key' }),
    { required: true },
  );
  for (const [kind, code] of Object.entries(prices)) {
    const target = attributeOf(destination, code, 'prices');
    const values: Expression = list({
      of: destination.currencies.map((currency) => priceIn(currency, kind)),
    });
    for (const { path } of describedPlaces(target, destination)) {
      mapping = mapping.set(path as 'values', values);
    }
  }
  return mapping.build();
}

function priceIn(currency: string, kind: string): Expression {
  const amount = expression.price({ currency, kind: kind as 'list', as: 'amount' });
  return when({
    test: exists({ of: amount }),
    then: object({ fields: { amount, currency: constant({ value: currency }) } }),
  });
}

function inventoryMapping(destination: SchemaDescription, { stock }: DestinationConfig): Mapping {
  const target = attributeOf(destination, stock, 'stock');
  const all = expression.inventory({});
  const decimals = objectOf(target.extensions?.['akeneo'])['decimals_allowed'] === true;
  const amount: Expression = decimals ? all : integer({ of: all, rounding: 'floor' });
  return describedPlaces(target, destination)
    .reduce(
      (mapping, { path }) => mapping.set(path as 'values', amount),
      mappingBuilder<AkeneoRecords['inventory']>({ name: 'akeneo-inventory', entity: 'inventory' }).set(
        'sku',
        field({ path: 'key' }),
        { required: true },
      ),
    )
    .build();
}

function attributeOf({ attributes }: SchemaDescription, code: string | undefined, option: string): Attribute {
  const found = attributes.find(({ key }) => key === code);
  if (found !== undefined) return found;
  throw new ConnectorError('config.invalid', `The PIM has no attribute “${code}”, or does not show it`, {
    connector: 'akeneo',
    hint: `Name the attribute that takes it by the option “${option}”, or give a mapping.`,
  });
}
