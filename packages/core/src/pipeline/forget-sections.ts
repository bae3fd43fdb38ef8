import type { SectionName } from '../model/index.ts';
import type { Fingerprint } from '../state/index.ts';

/**
 * What was written last, less some sections: the record does not pass for unchanged, and exactly these are sent again.
 */
export function forgetSections(
  fingerprint: Fingerprint | null,
  forgotten: ReadonlySet<SectionName>,
): Fingerprint | null {
  if (fingerprint === null || forgotten.size === 0) return fingerprint;
  const left = Object.entries(fingerprint.sections).filter(([section]) => !forgotten.has(section));
  return { ...fingerprint, source: '', sections: Object.fromEntries(left) };
}
