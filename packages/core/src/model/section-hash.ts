import { canonicalJson } from './canonical-json.ts';
import { sortedNames, withCanonicalWriter } from './canonical-writer.ts';
import type { CanonicalWriter } from './canonical-writer.ts';
import { hashBytes } from './hash.ts';

/**
 * Hash of any JSON value that stays the same when property order or the spelling of an equal number changes,
 * or when a property is `undefined` instead of absent. Decimals held as text must be in canonical form
 * ({@link canonicalDecimal}), as every schema of the model gives them.
 *
 * @throws TypeError for what JSON cannot hold.
 */
export function hashValue(value: unknown): string {
  return withCanonicalWriter((writer) => {
    writer.value(value);
    return hashBytes(writer.bytes());
  });
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
  const { variants } = record;
  const parts = new Map<SectionName, Part[]>();
  const ofVariants = variantSections(sections);
  for (const name of sortedNames(record)) {
    if (record[name] === undefined || (name === 'variants' && isListOfObjects(variants))) continue;
    addPart(parts, sectionOf(sections, name), { id: null, name, value: record[name] });
  }
  if (isListOfObjects(variants)) {
    const identified = variants.map((variant) => ({
      variant,
      id: variantId(variant, variantKey, ofVariants),
    }));
    addPart(parts, defaultSection, { id: null, name: null, value: identified.map(({ id }) => id) });
    for (const { variant, id } of identified.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      for (const name of sortedNames(variant)) {
        if (variant[name] === undefined) continue;
        addPart(parts, ofVariants(name), { id, name, value: variant[name] });
      }
    }
  }
  return withCanonicalWriter((writer) =>
    Object.fromEntries([...parts].map(([section, list]) => [section, hashParts(list, writer)])),
  );
}

/** A property of a record or of one of its variants; without a name: the order of the variants. */
interface Part {
  readonly id: string | null;
  readonly name: string | null;
  readonly value: unknown;
}

function addPart(parts: Map<SectionName, Part[]>, section: SectionName, part: Part): void {
  const list = parts.get(section);
  if (list === undefined) parts.set(section, [part]);
  else list.push(part);
}

function hashParts(parts: readonly Part[], writer: CanonicalWriter): string {
  writer.clear();
  for (const { id, name, value } of parts) {
    if (id !== null) {
      writer.text(id);
      writer.ascii('.');
    }
    if (name === null) writer.ascii('variants');
    else writer.text(name);
    writer.ascii(':');
    writer.value(value);
    writer.ascii('\n');
  }
  return hashBytes(writer.bytes());
}

function variantId(
  variant: Readonly<Record<string, unknown>>,
  variantKey: string | undefined,
  ofVariants: (name: string) => SectionName,
): string {
  const key = variantKey === undefined ? undefined : variant[variantKey];
  if (typeof key === 'string') return key;
  const content = Object.entries(variant).filter(([name]) => ofVariants(name) === defaultSection);
  return canonicalJson(Object.fromEntries(content));
}

/** The section of a variant’s property; each is looked up once, however many variants have it. */
function variantSections(sections: SectionMap): (name: string) => SectionName {
  const known = new Map<string, SectionName>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const section = sectionOf(sections, `variants.${name}`);
    known.set(name, section);
    return section;
  };
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
