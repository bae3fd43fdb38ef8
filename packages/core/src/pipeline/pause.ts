import { abortError } from './may-write.ts';
import type { PageContext } from './page-context.ts';

/**
 * Waits for some milliseconds.
 *
 * @throws ConnectorError `run.aborted` when the run is stopped meanwhile.
 */
export async function pause(milliseconds: number, context: PageContext): Promise<void> {
  const { clock, signal } = context.connector;
  try {
    await clock.sleep(milliseconds, signal);
  } catch {
    throw abortError(context);
  }
}
