import { sectionOf } from '../model/index.ts';
import type { JsonValue, SectionMap } from '../model/index.ts';
import type { DesiredUpsert } from './desired-record.ts';

/**
 * The properties of a desired record that are to be sent: those of sections that differ and that a rule has set; `null`
 * empties. Of records with `variants`, the list is left out: of it each destination makes its own calls.
 *
 * @param sections as in the record definition.
 */
export function fieldsToSend(
  { data, sections: differing }: Pick<DesiredUpsert, 'data' | 'sections'>,
  sections: SectionMap,
): Readonly<Record<string, JsonValue>> {
  const sent = Object.entries(data as Readonly<Record<string, JsonValue | undefined>>).filter(
    (field): field is [string, JsonValue] => {
      const [name, value] = field;
      return value !== undefined && name !== 'variants' && differing.includes(sectionOf(sections, name));
    },
  );
  return Object.fromEntries(sent);
}
