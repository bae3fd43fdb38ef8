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
