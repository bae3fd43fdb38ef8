import type { Category, Family, ScopeDescription } from '@pim-connector/core';
import type { z } from 'zod';

import { modelCode, modelLocale } from './codes.ts';
import type { categoriesSchema, channelsSchema, familiesSchema } from './file-format.ts';
import { localized, readAttribute } from './read-attribute.ts';
import { readValues } from './read-values.ts';
import type { AttributeIndex } from './read-values.ts';

type Channels = z.output<typeof channelsSchema>;

/** Reads `channels.json`. */
export function readScopes({ channels }: Channels): ScopeDescription[] {
  return channels.map(({ code, names, locales, currencies }) => ({
    code,
    labels: localized(names),
    locales: locales.map(modelLocale),
    currencies,
  }));
}

/** Reads `families.json`. A family requires attributes; that it also requires a price and a picture, it alone knows. */
export function readFamilies(
  { families, completeness_channels: scopes }: z.output<typeof familiesSchema>,
  known: AttributeIndex,
): Family[] {
  const attributeCodes = (codes: readonly string[]) => codes.map(modelCode).filter((code) => known.has(code));
  return families.map(({ code, labels, groups, completeness }) => ({
    key: code,
    labels: localized(labels),
    attributes: attributeCodes(Object.values(groups).flat()),
    requirements: Object.fromEntries(scopes.map((scope) => [scope, attributeCodes(completeness)])),
    extensions: { unopim: { groups, completeness } },
  }));
}

/** Reads `categories.json`. The root of the channels is no category that anybody sees. */
export function readCategories(
  { tree, fields }: z.output<typeof categoriesSchema>,
  { channels }: Channels,
): Category[] {
  const known = new Map([...fields, descriptionField].map(readAttribute).map((field) => [field.key, field]));
  const roots = new Set(channels.map(({ root }) => root));
  const siblings = new Map<string, number>();
  return tree.map(({ code, parent, names, descriptions, common, locale_extra: extra }) => {
    const position = siblings.get(parent) ?? 0;
    siblings.set(parent, position + 1);
    const locales = [...new Set([...Object.keys(descriptions), ...Object.keys(extra)])];
    const texts = locales.map((locale) => {
      const description = descriptions[locale];
      return [locale, { ...(description !== undefined && { description }), ...extra[locale] }] as const;
    });
    return {
      key: code,
      parent: roots.has(parent) ? null : parent,
      labels: localized(names),
      position,
      attributes: readValues(common, Object.fromEntries(texts), known),
    };
  });
}

// Stands in a list of its own in the file.
const descriptionField = { code: 'description', type: 'textarea', labels: {}, value_per_locale: true };
