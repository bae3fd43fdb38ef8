import type { Attribute, JsonValue } from '@pim-connector/core';

import { objectOf, textOf } from './api-values.ts';

/** What an attribute of a reference entity is in the API, beside code and labels. */
export type ReferenceEntityAttribute = Readonly<Record<string, JsonValue>> & { readonly type: string };

/** Types that the API takes (Akeneo REST API, reference entity attributes). */
const apiTypes = new Set([
  'text',
  'image',
  'number',
  'single_option',
  'multiple_options',
  'reference_entity_single_link',
  'reference_entity_multiple_links',
  'asset_collection',
]);

/** Properties that the model has no field for; another Akeneo PIM tells them of its attributes. */
export const pimProperties = [
  'is_required_for_completeness',
  'is_textarea',
  'is_rich_text_editor',
  'validation_rule',
  'validation_regexp',
  'asset_family_identifier',
] as const;

/** Turns an attribute of a kind into one of a reference entity; `null`: there is no type for its values. */
export function referenceEntityAttribute(attribute: Attribute): ReferenceEntityAttribute | null {
  const { localizable, scopable, extensions } = attribute;
  const own = objectOf(extensions?.['akeneo']);
  const told = textOf(own['type']);
  const typed = told !== null && apiTypes.has(told) ? { type: told } : typeFor(attribute);
  if (typed === null) return null;
  const properties = pimProperties.flatMap((name) => {
    const value = own[name];
    return value === undefined || value === null ? [] : [[name, value as JsonValue] as const];
  });
  return {
    value_per_locale: localizable,
    value_per_channel: scopable,
    ...limitsFor(typed.type, attribute),
    ...Object.fromEntries(properties),
    ...typed,
  };
}

function typeFor({ type, target }: Attribute): ReferenceEntityAttribute | null {
  switch (type) {
    case 'text':
    case 'number':
      return { type };
    case 'richText':
      return { type: 'text', is_textarea: true, is_rich_text_editor: true };
    case 'option':
      return { type: 'single_option' };
    case 'options':
      return { type: 'multiple_options' };
    case 'references':
      if (target?.entity === 'asset') return { type: 'image' };
      return target?.entity === 'referenceRecord' && target.kind !== undefined
        ? { type: 'reference_entity_multiple_links' }
        : null;
    default:
      return null;
  }
}

function limitsFor(
  type: string,
  { maxLength, format, minimum, maximum, maxDecimals, fileExtensions, maxBytes, target }: Attribute,
): Readonly<Record<string, JsonValue>> {
  switch (type) {
    case 'text':
      return {
        ...(maxLength === undefined ? {} : { max_characters: maxLength }),
        ...(format === undefined ? {} : { validation_rule: format }),
      };
    case 'number':
      return {
        decimals_allowed: maxDecimals !== 0,
        ...(minimum === undefined ? {} : { min_value: minimum }),
        ...(maximum === undefined ? {} : { max_value: maximum }),
      };
    case 'image':
      return {
        ...(fileExtensions === undefined ? {} : { allowed_extensions: fileExtensions }),
        // The API counts in megabytes, as text.
        ...(maxBytes === undefined ? {} : { max_file_size: String(maxBytes / 1_000_000) }),
      };
    case 'reference_entity_single_link':
    case 'reference_entity_multiple_links':
      return { reference_entity_code: target?.kind ?? null };
    default:
      return {};
  }
}
