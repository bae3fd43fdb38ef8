import type { AttributeType } from '@pim-connector/core';

import type { ApiItem } from './list-pages.ts';

/** The type of the model that an attribute of an asset family or a reference entity has, and its values with it. */
export function recordAttributeType({ type, is_rich_text_editor: isRich }: ApiItem): AttributeType {
  switch (type) {
    case 'text':
      return isRich === true ? 'richText' : 'text';
    case 'number':
    case 'boolean':
    case 'date':
      return type;
    case 'single_option':
      return 'option';
    case 'multiple_options':
      return 'options';
    // The description of the API says `record`, where answers have the others.
    case 'record':
    case 'reference_entity_single_link':
    case 'reference_entity_multiple_links':
    case 'asset_collection':
    case 'product_link':
    case 'image':
      return 'references';
    // Values of assets have the code of the file.
    case 'media_file':
    case 'media_link':
      return 'text';
    default:
      return 'json';
  }
}
