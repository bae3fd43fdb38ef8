import { emptySchemaDescription } from '../connector/index.ts';
import type { SchemaDescription } from '../connector/index.ts';
import type { Attribute, Category, Entity, Family, LocalizedText } from '../model/index.ts';
import { describedAttributes } from './described-attributes.ts';

/** What the source says of itself, ready to be looked up. */
export interface SourceIndex {
  attribute(code: string): Attribute | undefined;
  /** Labels of an option. */
  optionLabels(attribute: string, option: string): LocalizedText | undefined;
  category(key: string): Category | undefined;
  family(key: string): Family | undefined;
}

/** Indexes a description of the source, for mappings of an entity. */
export function createSourceIndex(
  description: SchemaDescription = emptySchemaDescription,
  entity: Entity = 'product',
): SourceIndex {
  const described = describedAttributes(entity, description);
  const attributes = new Map(described.map((attribute) => [attribute.key, attribute]));
  const categories = new Map(description.categories.map((category) => [category.key, category]));
  const families = new Map(description.families.map((family) => [family.key, family]));
  const options = new Map(
    described.map(({ key, options: list = [] }) => [
      key,
      new Map(list.map((option) => [option.code, option.labels])),
    ]),
  );
  return {
    attribute: (code) => attributes.get(code),
    optionLabels: (attribute, option) => options.get(attribute)?.get(option),
    category: (key) => categories.get(key),
    family: (key) => families.get(key),
  };
}

/** The label for the first of the locales that has one. */
export function labelFor(labels: LocalizedText | undefined, locales: readonly string[]): string | undefined {
  if (labels === undefined) return undefined;
  for (const locale of locales) {
    if (Object.hasOwn(labels, locale)) return labels[locale];
  }
  return undefined;
}
