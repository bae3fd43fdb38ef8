import { canonicalJson } from './canonical-json.ts';
import { hashText } from './hash.ts';

/**
 * Hash of any JSON value that stays the same when property order or the spelling of an equal number changes,
 * or when a property is `undefined` instead of absent. Decimals held as text must be in canonical form
 * ({@link canonicalDecimal}), as every schema of the model gives them.
 *
 * @throws TypeError for what JSON cannot hold.
 */
export function hashValue(value: unknown): string {
  return hashText(canonicalJson(value));
}

/** Which part of a record a property belongs to; parts are compared, sent and reported on their own. */
export type SectionName = string;

/**
 * Says which section each property of a record belongs to. Names are top-level properties of the record, or
 * `variants.<property>` for properties of its variants. What is not named belongs to the section `content`.
 */
export type SectionMap = Readonly<Record<string, SectionName>>;

/** Hash per section, for the sections that the record says something about. */
export type SectionHashes = Readonly<Record<SectionName, string>>;

/** Section of every property that a {@link SectionMap} does not name. */
export const defaultSection = 'content';

/** How a destination’s record is made up, as far as comparing its sections needs to know. */
export interface RecordLayout {
  readonly sections?: SectionMap;
  /** Property of a variant in the list `variants` that tells it from the others, such as `sku`. */
  readonly variantKey?: string;
}

/**
 * Hashes a record section by section. A record with a list `variants` of objects is split there too: each
 * variant adds to the sections of its own properties, so that a changed stock figure of one variant changes nothing
 * but the inventory section. The order of the variants belongs to the section `content`.
 *
 * Variants are told apart by `variantKey`. Without it a variant is known by what it has in the section `content`,
 * and if that changes, so do all sections it adds to.
 *
 * @throws TypeError for what JSON cannot hold.
 */
export function hashSections(
  record: Readonly<Record<string, unknown>>,
  { sections = {}, variantKey }: RecordLayout = {},
): SectionHashes {
  const texts = new Map<SectionName, string>();
  const collect = (part: Readonly<Record<string, unknown>>, prefix: string, place: string) => {
    for (const name of Object.keys(part).toSorted()) {
      const value = part[name];
      if (value === undefined || (prefix === '' && name === 'variants' && isListOfObjects(value))) continue;
      append(
        texts,
        sectionOf(sections, prefix + name),
        `${place}${JSON.stringify(name)}:${canonicalJson(value)}\n`,
      );
    }
  };
  collect(record, '', '');
  const { variants } = record;
  if (isListOfObjects(variants)) {
    const identified = variants.map((variant) => ({ variant, id: variantId(variant, variantKey, sections) }));
    append(texts, defaultSection, `variants:${JSON.stringify(identified.map(({ id }) => id))}\n`);
    for (const { variant, id } of identified.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      collect(variant, 'variants.', `${JSON.stringify(id)}.`);
    }
  }
  return Object.fromEntries([...texts].map(([section, text]) => [section, hashText(text)]));
}

function variantId(
  variant: Readonly<Record<string, unknown>>,
  variantKey: string | undefined,
  sections: SectionMap,
): string {
  const key = variantKey === undefined ? undefined : variant[variantKey];
  if (typeof key === 'string') return key;
  return canonicalJson(
    Object.fromEntries(
      Object.entries(variant).filter(([name]) => sectionOf(sections, `variants.${name}`) === defaultSection),
    ),
  );
}

function append(texts: Map<SectionName, string>, section: SectionName, text: string): void {
  texts.set(section, (texts.get(section) ?? '') + text);
}

/** The section of a property, see {@link SectionMap}. */
export function sectionOf(sections: SectionMap, property: string): SectionName {
  return (Object.hasOwn(sections, property) ? sections[property] : undefined) ?? defaultSection;
}

function isListOfObjects(value: unknown): value is Record<string, unknown>[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
  );
}
