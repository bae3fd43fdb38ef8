import { expression } from '@pim-connector/core';
import type { Attribute, Expression } from '@pim-connector/core';

import { objectOf } from './api-values.ts';

const { at, attribute, exists, object, referenceKeys, scope, when } = expression;

/** Types of attributes whose values are files (Akeneo REST API, attributes, reference entity attributes). */
const fileTypes = new Set(['pim_catalog_image', 'pim_catalog_file', 'image']);

/** Whether an attribute of the PIM has files as its values. */
export function holdsFiles({ extensions }: Attribute): boolean {
  return fileTypes.has(String(objectOf(extensions?.['akeneo'])['type']));
}

/** The file of the first asset that an attribute of the source refers to. */
export function fileOf(code: string, channel: string | null): Expression {
  const value = attribute({ code });
  const references = channel === null ? value : scope({ of: value, scope: channel });
  const key = at({ of: referenceKeys({ of: references, entity: 'asset' }), position: 1 });
  return when({ test: exists({ of: key }), then: object({ fields: { asset: key } }) });
}
