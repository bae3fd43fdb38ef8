import type { RemoteRecord } from '../connector/index.ts';
import { sectionOf } from '../model/index.ts';
import type { RecordLayout, SectionName } from '../model/index.ts';
import { readableDifferences } from './differences.ts';

/** What was read back of a record. */
export type ReadBack = Required<Pick<RemoteRecord, 'data'>> & Pick<RemoteRecord, 'unreadable'>;

/**
 * The sections in which a record is not as it should be.
 *
 * @param before what the destination has.
 * @param after what it should have; what it does not say does not count.
 */
export function differingSections(
  before: ReadBack,
  after: object,
  { sections = {} }: RecordLayout,
): ReadonlySet<SectionName> {
  const paths = readableDifferences(before, after).map(({ path }) => path);
  return sectionsOf(paths, after, sections);
}

/** Sections of which nobody can tell whether they are as they should be. */
export function unreadableSections(
  { unreadable = [] }: ReadBack,
  after: object,
  { sections = {} }: RecordLayout,
): ReadonlySet<SectionName> {
  return sectionsOf(unreadable, after, sections);
}

/** The sections that some paths of a record are in. */
export function sectionsOf(
  paths: readonly string[],
  after: object,
  sections: NonNullable<RecordLayout['sections']>,
): ReadonlySet<SectionName> {
  const differing = new Set<SectionName>();
  for (const path of paths) {
    const [name = '', , ofVariant] = path.split('.');
    if (name !== 'variants') differing.add(sectionOf(sections, name));
    else if (ofVariant !== undefined) differing.add(sectionOf(sections, `variants.${ofVariant}`));
    // Other variants, or another number of them: each of their properties may be new.
    else return everySection(after, sections);
  }
  return differing;
}

function everySection(
  record: object,
  sections: NonNullable<RecordLayout['sections']>,
): ReadonlySet<SectionName> {
  const names = Object.keys(record).map((name) => sectionOf(sections, name));
  return new Set([...names, ...Object.values(sections)]);
}
