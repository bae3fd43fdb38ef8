export {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  decimalSchema,
  divideDecimals,
  formatDecimal,
  maxDecimalDigits,
  multiplyDecimals,
  roundDecimal,
  subtractDecimals,
} from './decimal.ts';
export type { Decimal, Rounding } from './decimal.ts';
export { codeSchema, isSafePropertyName, propertyNameSchema, textSchema } from './text.ts';
export { recordKeySchema } from './record-key.ts';
export type { RecordKey } from './record-key.ts';
export { localeSchema, localizedTextSchema, normalizeLocale, scopeSchema } from './locale.ts';
export type { Locale, LocalizedText, Scope } from './locale.ts';
export { gtinCheckDigit, gtinSchema, normalizeGtin } from './gtin.ts';
export { dateSchema, dateTimeSchema, isDate, isDateTime } from './date.ts';
export { isPlainObject } from './plain-object.ts';
export { recordOf } from './record-of.ts';
export { jsonDefect, jsonSchema, maxJsonDepth, parseJson } from './json.ts';
export { duplicateMember } from './duplicate-member.ts';
export type { JsonObject, JsonValue } from './json.ts';
export { convertUnit, isUnitCode, unitCodeSchema, unitDefinition } from './unit.ts';
export type { UnitCode, UnitDefinition } from './unit.ts';
export { unitTable } from './unit-table.ts';
export { canonicalJson } from './canonical-json.ts';
export { growingHash, hashText, portableHashText } from './hash.ts';
export type { GrowingHash } from './hash.ts';
export { defaultSection, hashSections, hashValue, sectionOf } from './section-hash.ts';
export type { RecordLayout, SectionHashes, SectionMap, SectionName } from './section-hash.ts';
export {
  attributeDataSchemas,
  attributeTypes,
  attributeValuesSchema,
  currencySchema,
  moneySchema,
  quantitySchema,
  referenceSchema,
} from './attribute-value.ts';
export type {
  AttributeData,
  AttributeType,
  AttributeValue,
  AttributeValues,
  AttributeValuesOf,
  Money,
  Quantity,
  Reference,
} from './attribute-value.ts';
export { attributesSchema, wellKnownAttributes } from './attributes.ts';
export type { Attributes, WellKnownAttribute } from './attributes.ts';
export { extensionsSchema } from './extensions.ts';
export type { Extensions } from './extensions.ts';
export { identifierSchema } from './identifier.ts';
export type { Identifier } from './identifier.ts';
export { countrySchema, priceIdentity, priceKindSchema, priceRecordSchema, priceSchema } from './price.ts';
export type { Price, PriceKind, PriceRecord } from './price.ts';
export { inventoryLevelSchema, inventoryRecordSchema } from './inventory.ts';
export type { InventoryLevel, InventoryRecord } from './inventory.ts';
export { assetLinkSchema, assetSchema } from './asset.ts';
export type { Asset, AssetLink } from './asset.ts';
export { recordKindSchema, referenceRecordKey, splitReferenceRecordKey } from './reference-record-key.ts';
export { referenceRecordSchema } from './reference-record.ts';
export type { ReferenceRecord } from './reference-record.ts';
export { relationSchema } from './relation.ts';
export type { Relation } from './relation.ts';
export { maxVariants, productSchema, publicationSchema, statusSchema, variantSchema } from './product.ts';
export type { Product, ProductStatus, Publication, Variant } from './product.ts';
export { categorySchema } from './category.ts';
export type { Category } from './category.ts';
export { attributeSchema, optionSchema } from './attribute.ts';
export type { Attribute, Option } from './attribute.ts';
export { familySchema } from './family.ts';
export type { Family } from './family.ts';
export { entities, entitySchemas } from './entity.ts';
export type { Entity, EntityMap } from './entity.ts';
export { findStoredValue, resolveValue } from './resolve-value.ts';
export type { Attributed, ResolvedValue, StoredValue, ValueContext } from './resolve-value.ts';
export { mergeAttributes, mergeProduct } from './merge-product.ts';
export { isSurelyValid } from './surely-valid.ts';
