import { isSafePropertyName, normalizeLocale } from '@pim-connector/core';
import type { AttributeType, AttributeValues, Attributes, JsonValue, Locale } from '@pim-connector/core';

import { typeOfKind } from './attribute-kinds.ts';
import type { AttributeFacts, CatalogueStructure } from './catalogue-structure.ts';
import type { ConversionNotes } from './conversion-notes.ts';
import type { ApiItem } from './list-pages.ts';
import type { OptionCodes } from './option-codes.ts';
import type { ProductKeys } from './product-keys.ts';
import { dataReader } from './read-data.ts';
import type { DataReader } from './read-data.ts';

/** Values in the form of the model. */
export interface ConvertedValues {
  readonly attributes: Attributes;
  /** Values that the model has no place for, as they came: of locales that are none, of impossible codes. */
  readonly kept: Readonly<Record<string, JsonValue>> | null;
}

/** Turns values of the API into those of the model. */
export type ValueConverter = (values: unknown, keys: ProductKeys) => ConvertedValues;

interface Reader {
  /** Code in our records; `null`: it cannot be a name there. */
  readonly code: string | null;
  readonly type: AttributeType;
  readonly localizable: boolean;
  readonly scopable: boolean;
  readonly read: DataReader;
  readonly facts: AttributeFacts | null;
}

/** One value in the form of the model, of whatever type. */
interface AnyValue {
  readonly locale: Locale | null;
  readonly scope: string | null;
  readonly data: unknown;
}

const anything: DataReader = (data) => data;

/**
 * Makes a converter for the values of products and product models.
 *
 * @param nameOf the code in our records of an attribute of the PIM.
 */
export function valueConverter(
  structure: CatalogueStructure,
  nameOf: (code: string) => string,
  options: Pick<OptionCodes, 'spelling'>,
  notes: ConversionNotes,
): ValueConverter {
  const readers = new Map<string, Reader>();
  const locales = new Map<string, Locale | null>(structure.locales);

  function localeOf(code: string): Locale | null {
    const known = locales.get(code);
    if (known !== undefined) return known;
    const locale = normalizeLocale(code);
    locales.set(code, locale);
    return locale;
  }

  function readerOf(code: string): Reader {
    const known = readers.get(code);
    if (known !== undefined) return known;
    const facts = structure.attributes.get(code) ?? null;
    if (facts === null) noteUnknownAttribute(code, notes);
    else if (facts.kind === 'unknown') noteUnknownType(facts, notes);
    const name = nameOf(code);
    const reader: Reader = {
      code: isSafePropertyName(name) ? name : null,
      type: facts === null ? 'json' : typeOfKind(facts.kind),
      localizable: facts?.localizable ?? true,
      scopable: facts?.scopable ?? true,
      read: facts === null ? anything : dataReader(facts, structure, options),
      facts,
    };
    readers.set(code, reader);
    return reader;
  }

  return (given, keys) => {
    const attributes: Attributes = {};
    let kept: Record<string, JsonValue> | null = null;
    const lists = (given ?? {}) as ApiItem;
    // One product has dozens of values: a list of pairs would be most of what is thrown away here.
    for (const code of Object.keys(lists)) {
      const list = lists[code];
      // The identifier is the key of the record; as an attribute it would be said twice.
      if (code === structure.identifier || !Array.isArray(list)) continue;
      const reader = readerOf(code);
      const values: AnyValue[] = [];
      let isOdd = reader.code === null;
      let isTyped = true;
      for (const value of list as readonly ApiItem[]) {
        const scope = (value['scope'] as string | null | undefined) ?? null;
        const localeCode = (value['locale'] as string | null | undefined) ?? null;
        // Converted measurements come for every locale, also of attributes that depend on none.
        if ((localeCode !== null && !reader.localizable) || (scope !== null && !reader.scopable)) continue;
        const locale = localeCode === null ? null : localeOf(localeCode);
        if (locale === null && localeCode !== null) {
          isOdd = true;
          continue;
        }
        const { data: raw } = value;
        if (raw === null || raw === undefined) continue;
        const data = reader.read(raw, keys);
        isTyped &&= data !== undefined;
        values.push({ locale, scope, data });
      }
      if (isOdd) {
        kept ??= {};
        // Impossible names cannot be names here either.
        kept[`value ${code}`] = list as JsonValue;
        noteKept(code, notes);
      }
      if (reader.code === null) continue;
      if (!isTyped) {
        noteOtherForm(reader.facts, code, notes);
        attributes[reader.code] = untyped(list as readonly ApiItem[], localeOf);
      } else if (values.length > 0) {
        attributes[reader.code] = { type: reader.type, values } as AttributeValues;
      }
    }
    return { attributes, kept };
  };
}

function untyped(list: readonly ApiItem[], localeOf: (code: string) => Locale | null): AttributeValues {
  return {
    type: 'json',
    values: list.map(({ locale, scope, data }) => ({
      locale: typeof locale === 'string' ? localeOf(locale) : null,
      scope: typeof scope === 'string' ? scope : null,
      data: data as JsonValue,
    })),
  };
}

function noteUnknownAttribute(code: string, notes: ConversionNotes): void {
  notes.note(`attribute ${code}`, () => ({
    code: 'akeneo.unknown_attribute',
    message: `Products have values of the attribute “${code}”, which the PIM does not list`,
    hint: 'Its values are read as JSON. Permit the connection to list attributes; if the attribute is new, the next pass knows it.',
  }));
}

function noteUnknownType({ code, apiType }: AttributeFacts, notes: ConversionNotes): void {
  notes.note(`type ${code}`, () => ({
    code: 'akeneo.unknown_attribute_type',
    message: `The attribute “${code}” has the type “${apiType}”, which this package does not know`,
    hint: 'Its values are read as JSON. Upgrade the package, or map the JSON.',
  }));
}

function noteOtherForm(facts: AttributeFacts | null, code: string, notes: ConversionNotes): void {
  const unit = facts?.kind === 'quantity';
  notes.note(`form ${code}`, () => ({
    code: unit ? 'value.unknown_unit' : 'value.wrong_type',
    message: unit
      ? `Values of the attribute “${code}” have a unit that has no code of UN/ECE Recommendation 20`
      : `Values of the attribute “${code}” are not what its type “${facts?.apiType ?? ''}” says`,
    hint: 'They are read as JSON, as they came.',
  }));
}

function noteKept(code: string, notes: ConversionNotes): void {
  notes.note(`kept ${code}`, () => ({
    code: 'akeneo.value_kept',
    message: `Values of the attribute “${code}” have no place in the model: a locale that is no language tag, or a code that JavaScript itself uses`,
    hint: 'They are kept in the extension “akeneo” of the record.',
  }));
}
