import { ConnectorError } from '@pim-connector/core';

/**
 * Reads JSON that this package has written.
 *
 * @param key of the row, as the user knows it.
 * @throws ConnectorError `store.corrupt` naming table and key if it is not that any more.
 */
export function parseStored(text: string, table: string, key: string): object {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw damagedRow(table, key, error);
  }
  return assertStored(value, table, key);
}

/**
 * Asserts that a value read from JSON is an object, as all that this package writes.
 *
 * @throws ConnectorError `store.corrupt` naming table and key if it is not.
 */
export function assertStored(value: unknown, table: string, key: string): object {
  if (typeof value !== 'object' || value === null) throw damagedRow(table, key);
  return value;
}

function damagedRow(table: string, key: string, cause?: unknown): ConnectorError {
  return new ConnectorError(
    'store.corrupt',
    `The row “${key}” in the table “${table}” of the state store is damaged`,
    { key, cause },
  );
}
