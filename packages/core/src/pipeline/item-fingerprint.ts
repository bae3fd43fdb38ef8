import type { SectionName } from '../model/index.ts';
import type { Fingerprint } from '../state/index.ts';
import type { PageItem } from './page-item.ts';

/** What is remembered of a record once it is written; `null` if nothing new is known of it. */
export function fingerprintOf({
  key,
  sourceHash,
  mappingHash,
  sections,
  fingerprint,
}: PageItem): Fingerprint | null {
  if (sections === null || sourceHash === null) return null;
  return {
    key,
    source: sourceHash,
    mapping: mappingHash,
    sections: { ...fingerprint?.sections, ...sections },
  };
}

/**
 * What is remembered of a record that was not written as a whole; `null` if nothing new is known of it.
 *
 * @param unsure sections that may not be at the destination as they are now.
 */
export function fingerprintInPart(item: PageItem, unsure: readonly SectionName[]): Fingerprint | null {
  const whole = fingerprintOf(item);
  return whole === null ? null : withoutSections(whole, unsure);
}

/** A fingerprint that does not let a record pass for unchanged, without some sections. */
export function withoutSections(
  { key, mapping, sections }: Fingerprint,
  unsure: readonly SectionName[],
): Fingerprint {
  const left = Object.entries(sections).filter(([section]) => !unsure.includes(section));
  return { key, source: '', mapping, sections: Object.fromEntries(left) };
}
