import type { AttributeType } from '../../attribute-value.ts';
import type { PimAssociations, PimModel } from './catalogue.ts';

// What is translated both ways, and what the model has no place for.

export const canonicalTypes: Readonly<Record<string, AttributeType>> = {
  text: 'text',
  textarea: 'richText',
  simpleselect: 'option',
  multiselect: 'options',
  metric: 'quantity',
  price_collection: 'money',
  date: 'date',
  boolean: 'boolean',
  number: 'number',
  record: 'references',
  asset_collection: 'references',
  table: 'json',
};

export const units: Readonly<Record<string, string>> = { KILOGRAM: 'KGM', OUNCE: 'ONZ' };

export interface ProductExtension {
  readonly familyVariant: string;
  readonly associations: PimAssociations;
  readonly models: readonly Pick<PimModel, 'code' | 'categories' | 'associations'>[];
}

export interface VariantExtension {
  readonly parent: string | null;
  readonly associations: PimAssociations;
}
