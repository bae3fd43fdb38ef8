import type { InvalidRow, JsonValue } from '@pim-connector/core';

/** Something that was read and is no record. @param place global id. */
export function invalidRow(place: string, message: string, raw: object): InvalidRow {
  return {
    place,
    issues: [{ code: 'record.unreadable', severity: 'error', message }],
    raw: JSON.parse(JSON.stringify(raw)) as JsonValue,
  };
}
