import type { Attribute, AttributeType, LocalizedText } from '@pim-connector/core';
import type { z } from 'zod';

import { modelCode, modelLocale, modelUnit } from './codes.ts';
import type { attributesSchema, FileAttribute } from './file-format.ts';

const types: Readonly<Record<string, AttributeType>> = {
  boolean: 'boolean',
  checkbox: 'options',
  date: 'date',
  datetime: 'dateTime',
  file: 'references',
  gallery: 'references',
  image: 'references',
  measurement: 'quantity',
  multiselect: 'options',
  select: 'option',
  text: 'text',
  textarea: 'richText',
};

// The attributes that every UnoPIM has and no file describes, save those that are fields of the model: key, prices,
// identifiers and pictures.
const builtIn: readonly Pick<FileAttribute, 'code' | 'type' | 'labels' | 'value_per_locale'>[] = [
  { code: 'name', type: 'text', labels: { en_US: 'Name' }, value_per_locale: true },
  { code: 'short_description', type: 'text', labels: { en_US: 'Short description' }, value_per_locale: true },
  { code: 'description', type: 'textarea', labels: { en_US: 'Description' }, value_per_locale: true },
  { code: 'meta_title', type: 'text', labels: { en_US: 'Meta title' }, value_per_locale: true },
  { code: 'meta_keywords', type: 'text', labels: { en_US: 'Meta keywords' }, value_per_locale: true },
  { code: 'meta_description', type: 'text', labels: { en_US: 'Meta description' }, value_per_locale: true },
  { code: 'url_key', type: 'text', labels: { en_US: 'URL key' } },
  { code: 'brand', type: 'select', labels: { en_US: 'Brand' } },
  { code: 'color', type: 'select', labels: { en_US: 'Color' } },
  { code: 'size', type: 'select', labels: { en_US: 'Size' } },
  { code: 'weight', type: 'measurement', labels: { en_US: 'Weight' } },
  { code: 'length', type: 'measurement', labels: { en_US: 'Length' } },
  { code: 'width', type: 'measurement', labels: { en_US: 'Width' } },
  { code: 'height', type: 'measurement', labels: { en_US: 'Height' } },
];

/** Reads `attributes.json`. */
export function readAttributes(file: z.output<typeof attributesSchema>): Attribute[] {
  const own = builtIn.map(({ code, ...attribute }) => {
    const [options, measurement] = [file.extra_options[code], file.measurements[code]];
    return readAttribute({
      code,
      ...attribute,
      ...(options && { options }),
      ...(measurement && { measurement }),
    });
  });
  return [...own, ...file.attributes.map(readAttribute)];
}

/** Reads an attribute of products or categories. */
export function readAttribute({
  code,
  labels,
  group,
  options,
  is_unique: unique,
  value_per_locale: localizable = false,
  ...rest
}: FileAttribute): Attribute {
  const isNumber = rest.type === 'text' && rest.validation === 'numeric';
  return {
    key: modelCode(code),
    type: isNumber ? 'number' : (types[rest.type] ?? 'json'),
    labels: localized(labels),
    localizable,
    scopable: false,
    ...(group !== undefined && { group }),
    ...(unique !== undefined && { unique }),
    ...(rest.measurement && { unit: modelUnit(rest.measurement.unit) }),
    ...(options && {
      options: options.map(({ code: option, labels: texts, ...more }) => ({
        code: option,
        labels: localized(texts),
        ...(Object.keys(more).length > 0 && { extensions: { unopim: more } }),
      })),
    }),
    extensions: { unopim: rest },
  };
}

/** Texts by locale. */
export function localized(texts: Readonly<Record<string, string>>): LocalizedText {
  return Object.fromEntries(Object.entries(texts).map(([locale, text]) => [modelLocale(locale), text]));
}
