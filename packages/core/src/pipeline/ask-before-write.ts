import { ConnectorError, toConnectorError } from '../errors/index.ts';
import { linkAbort } from './link-abort.ts';
import { abortError } from './may-write.ts';
import type { PageContext } from './page-context.ts';
import type { WritableItem } from './page-item.ts';

/**
 * Asks the application’s hook which operations may be written.
 *
 * @throws ConnectorError `hook.failed` when the hook throws or does not return in time.
 */
export async function askBeforeWrite(items: readonly WritableItem[], context: PageContext): Promise<void> {
  const { beforeWrite } = context.hooks;
  if (beforeWrite === undefined || items.length === 0) return;
  const reasons = await inTime(async () => {
    const operations = items.map(({ operation }) => operation);
    const refusals = await beforeWrite({
      pipeline: context.pipeline,
      entity: context.prepared.entity,
      operations,
    });
    return new Map(refusals.map(({ key, reason }) => [key, reason]));
  }, context);
  for (const item of items) {
    const reason = reasons.get(item.key);
    if (reason === undefined) continue;
    const issue = { code: 'gate.failed', severity: 'error' as const, message: reason };
    item.result = { kind: 'rejected', stage: 'gate', issues: [issue] };
  }
}

async function inTime<Answer>(ask: () => Promise<Answer>, context: PageContext): Promise<Answer> {
  const { hooks, connector } = context;
  const { timeLimit = 30_000 } = hooks;
  const answered = linkAbort(connector.signal);
  const late = (async () => {
    await connector.clock.sleep(timeLimit, answered.signal);
    throw new ConnectorError('hook.failed', `The hook “beforeWrite” did not return within ${timeLimit} ms`);
  })();
  try {
    return await Promise.race([ask(), late]);
  } catch (error) {
    if (connector.signal.aborted) throw abortError(context);
    throw toConnectorError(error, 'hook.failed', { operation: 'beforeWrite' });
  } finally {
    answered.unlink();
    answered.abort(undefined);
    // The time limit itself ends with the answer; that is no failure.
    late.catch(() => undefined);
  }
}
