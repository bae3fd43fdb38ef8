import { expression, mappingBuilder } from '@pim-connector/core';
import type { DefaultMappingOptions, Expression, Mapping } from '@pim-connector/core';

import type { AkeneoRecords } from './destination-records.ts';

const {
  all,
  any,
  coalesce,
  compare,
  constant,
  each,
  equals,
  exists,
  field,
  get,
  item,
  lookup,
  object,
  when,
} = expression;

/** Longest text of a text attribute (Akeneo PIM, attribute types); longer ones are text areas. */
const longestText = 255;

/**
 * Attributes with everything that source and PIM both know of them: type, options, and what values may be. Where the
 * source is an Akeneo PIM too, also what only such a PIM knows.
 */
export function attributeMapping({ coverage }: Pick<DefaultMappingOptions, 'coverage'>): Mapping {
  const gone = coverage === 'complete' ? ({ onMissing: 'clear' } as const) : {};
  const option = object({
    fields: {
      code: get({ of: item({}), path: 'code' }),
      labels: get({ of: item({}), path: 'labels' }),
      position: get({ of: item({}), path: 'position' }),
    },
  });
  return mappingBuilder<AkeneoRecords['attribute']>({ name: 'akeneo-attribute', entity: 'attribute' })
    .set('type', apiType(), { required: true })
    .set('labels', field({ path: 'labels' }))
    .set('group', field({ path: 'group' }))
    .set('localizable', field({ path: 'localizable' }))
    .set('scopable', field({ path: 'scopable' }))
    .set('unique', field({ path: 'unique' }))
    .set('options', each({ of: field({ path: 'options' }), do: option }))
    .set('locales', field({ path: 'locales' }), gone)
    .set('unit', field({ path: 'unit' }))
    .set('maxLength', field({ path: 'maxLength' }), gone)
    .set('format', field({ path: 'format' }), gone)
    .set('minimum', field({ path: 'minimum' }), gone)
    .set('maximum', field({ path: 'maximum' }), gone)
    .set('maxDecimals', wholeNumbers(), gone)
    .set('earliest', field({ path: 'earliest' }), gone)
    .set('latest', field({ path: 'latest' }), gone)
    .set('fileExtensions', field({ path: 'fileExtensions' }), gone)
    .set('maxBytes', field({ path: 'maxBytes' }), gone)
    .set('properties', properties())
    .build();
}

function isType(type: string): Expression {
  return equals({ of: field({ path: 'type' }), to: type });
}

function ofPim(name: string): Expression {
  return field({ path: `extensions.akeneo.${name}` });
}

// What references refer to cannot be guessed, unless they are files.
function apiType(): Expression {
  const isFile = any({
    of: [exists({ of: field({ path: 'fileExtensions' }) }), exists({ of: field({ path: 'maxBytes' }) })],
  });
  const isLong = compare({ of: field({ path: 'maxLength' }), is: '>', to: longestText });
  return coalesce({
    of: [
      ofPim('type'),
      when({
        test: all({ of: [isType('text'), isLong] }),
        then: constant({ value: 'pim_catalog_textarea' }),
      }),
      when({
        test: all({ of: [isType('references'), isFile] }),
        then: constant({ value: 'pim_catalog_file' }),
      }),
      lookup({ of: field({ path: 'type' }), table: { ...apiTypes }, otherwise: 'reject' }),
    ],
  });
}

const apiTypes = {
  text: 'pim_catalog_text',
  richText: 'pim_catalog_textarea',
  number: 'pim_catalog_number',
  quantity: 'pim_catalog_metric',
  boolean: 'pim_catalog_boolean',
  date: 'pim_catalog_date',
  option: 'pim_catalog_simpleselect',
  options: 'pim_catalog_multiselect',
  money: 'pim_catalog_price_collection',
} as const;

function wholeNumbers(): Expression {
  const maxDecimals = field({ path: 'maxDecimals' });
  return when({ test: compare({ of: maxDecimals, is: '=', to: 0 }), then: maxDecimals });
}

/** Properties that the model has no field for; another Akeneo PIM tells them of its attributes. */
const pimProperties = [
  'validation_rule',
  'validation_regexp',
  'metric_family',
  'default_metric_unit',
  'reference_data_name',
  'table_configuration',
  'default_value',
  'minimum_input_length',
  'decimal_places_strategy',
  'decimal_places',
  'is_mandatory',
  'useable_as_grid_filter',
  'sort_order',
];

function properties(): Expression {
  const editor = when({ test: isType('richText'), then: constant({ value: true }) });
  const fields = Object.fromEntries(pimProperties.map((name) => [name, ofPim(name)]));
  return object({ fields: { wysiwyg_enabled: editor, ...fields } });
}
