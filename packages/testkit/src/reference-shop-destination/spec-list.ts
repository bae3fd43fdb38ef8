import { expression } from '@pim-connector/core';
import type { Attribute, Expression, SchemaDescription } from '@pim-connector/core';

import type { LocaleTable } from './match-locales.ts';
import { listsOptions, valueTexts } from './value-text.ts';

/** Attributes that have fields of their own in the shop. */
const withOwnField: ReadonlySet<string> = new Set([
  'brand',
  'description',
  'keywords',
  'metaDescription',
  'metaTitle',
  'name',
  'shortDescription',
  'slug',
  'weight',
]);

/** Most lines of the data sheet, and the longest code of one. */
const maxSpecs = 100;
const maxCodeLength = 64;

/**
 * The lines of the data sheet, out of all attributes that have no field of their own: the label of the attribute
 * and its value, as texts by locale. Lines without a value are left out. `null`: there is no such attribute.
 */
export function specList({ attributes }: SchemaDescription, locales: LocaleTable): Expression | null {
  const lines = attributes
    .filter(({ key }) => !withOwnField.has(key) && key.length <= maxCodeLength)
    .flatMap((attribute) => {
      const value = valueTexts(attribute, locales);
      return value === null ? [] : [specLine(attribute, value)];
    });
  if (lines.length === 0) return null;
  return expression.take({
    of: expression.filter({
      of: expression.list({ of: lines }),
      by: expression.exists({ of: expression.get({ of: expression.item({}), path: 'value' }) }),
    }),
    first: maxSpecs,
  });
}

function specLine(attribute: Attribute, value: Expression): Expression {
  const { key } = attribute;
  const line = expression.object({
    fields: {
      code: expression.constant({ value: key }),
      name: expression.localized({
        of: expression.truncate({ of: expression.attributeLabel({ code: key }), characters: 80 }),
      }),
      value,
    },
  });
  if (!listsOptions(attribute)) return line;
  // Labels may be missing in some locales, but an option that the source itself does not list is a mistake.
  const known = expression.optionLabel({ attribute: key, otherwise: 'reject' });
  return expression.when({ test: expression.exists({ of: known }), then: line });
}
