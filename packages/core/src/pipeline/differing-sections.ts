import { sectionOf } from '../model/index.ts';
import type { RecordLayout, SectionName } from '../model/index.ts';
import { differences } from './differences.ts';

/**
 * The sections in which a record is not yet as it should be.
 *
 * @param before what the destination has.
 * @param after what it should have; what it does not say does not count.
 */
export function differingSections(
  before: object,
  after: object,
  { sections = {} }: RecordLayout,
): ReadonlySet<SectionName> {
  const differing = new Set<SectionName>();
  for (const { path } of differences(before, after)) {
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
