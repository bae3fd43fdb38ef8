import { attributesOf, variantsOf } from './evaluation.ts';
import type { MappingRecord } from './evaluation.ts';

/** A partial record that notes what is asked of it. */
export interface WatchedRecord {
  /** Reads like the record. */
  readonly record: MappingRecord;
  /** Forgets what was asked until now. */
  begin(): void;
  /**
   * Whether something was asked since that the record does not say: a field or an attribute that neither it nor its
   * variant has. What depends on that cannot be known.
   */
  hasMissed(): boolean;
}

/** Watches what is read of a partial record. */
export function watchUnsaid(record: MappingRecord): WatchedRecord {
  const said = new Set<string>();
  const unsaid = new Set<string>();
  const watched = <Part extends object>(part: Part, prefix: string): Part => {
    const note = (name: string | symbol) => {
      if (typeof name === 'string') (Object.hasOwn(part, name) ? said : unsaid).add(`${prefix}${name}`);
    };
    return new Proxy(part, {
      get(target, name) {
        note(name);
        return Reflect.get(target, name) as unknown;
      },
      getOwnPropertyDescriptor(target, name) {
        note(name);
        return Reflect.getOwnPropertyDescriptor(target, name);
      },
      has(target, name) {
        note(name);
        return Reflect.has(target, name);
      },
    });
  };
  // Copies, since a frozen object may not seem to have other parts than it has.
  const withAttributes = (part: MappingRecord): MappingRecord => {
    const attributes = attributesOf(part);
    return attributes === undefined
      ? part
      : { ...part, attributes: watched({ ...attributes }, 'attributes ') };
  };
  const variants = variantsOf(record).map((variant) => watched(withAttributes({ ...variant }), ''));
  const whole = variants.length === 0 ? { ...record } : { ...record, variants };
  return {
    record: watched(withAttributes(whole), ''),
    begin() {
      said.clear();
      unsaid.clear();
    },
    hasMissed: () => [...unsaid].some((name) => !said.has(name)),
  };
}
