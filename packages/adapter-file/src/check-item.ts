import { isConnectorError } from '@pim-connector/core';
import type { CheckItem } from '@pim-connector/core';

/** Does something that a check looks at; gives an item if it failed, `null` if all is well. */
export async function checkItem(name: string, look: () => Promise<void>): Promise<CheckItem | null> {
  try {
    await look();
    return null;
  } catch (error) {
    if (!isConnectorError(error)) throw error;
    return { name, status: 'failed', message: error.message, hint: error.hint };
  }
}
