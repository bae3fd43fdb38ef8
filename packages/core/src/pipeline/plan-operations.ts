import type { DesiredRecord, PlannedOperation } from '../connector/index.ts';
import { ConnectorError, hasErrors } from '../errors/index.ts';
import { leadBack } from './lead-back.ts';
import { assertMayBeUnfinished } from './may-be-unfinished.ts';
import type { PageContext } from './page-context.ts';
import { isDelete, openItems } from './page-item.ts';
import type { PageItem } from './page-item.ts';
import { destinationError, failTogether } from './stage-error.ts';

/** Stage: lets the destination work out what it will do, down to the exact payload. Changes nothing there. */
export async function planOperations(items: readonly PageItem[], context: PageContext): Promise<void> {
  const waiting = openItems(items).filter(({ desired }) => desired !== null);
  if (waiting.length === 0) return;
  const desired = waiting.map((item) => item.desired).filter((each) => each !== null);
  let operations: readonly PlannedOperation[];
  try {
    operations = await context.destination.plan(desired, context.connector);
  } catch (error) {
    failTogether(waiting, 'plan', destinationError(error, 'plan', context));
    return;
  }
  assertOnePerRecord(operations, desired, context);
  for (const [index, item] of waiting.entries()) takeOperation(item, operations[index], context);
}

function takeOperation(item: PageItem, operation: PlannedOperation | undefined, context: PageContext): void {
  if (operation === undefined) return;
  const { prepared } = context;
  if (operation.awaits !== undefined && operation.awaits.length > 0)
    assertMayBeUnfinished('awaits', 'plan', context);
  item.operation = operation;
  const issues = (operation.issues ?? []).map((issue) => leadBack(issue, prepared.mapping));
  if (hasErrors(issues)) item.result = { kind: 'rejected', stage: 'plan', issues };
  else if (operation.action === 'none') item.result = { kind: isDelete(item) ? 'deleted' : 'unchanged' };
  else item.warnings = [...item.warnings, ...issues];
}

function assertOnePerRecord(
  operations: readonly PlannedOperation[],
  desired: readonly DesiredRecord[],
  { destination, prepared }: PageContext,
): void {
  const fits =
    operations.length === desired.length && desired.every(({ key }, index) => operations[index]?.key === key);
  if (fits) return;
  throw new ConnectorError(
    'connector.protocol',
    `${destination.type} planned ${operations.length} operations for ${desired.length} records, or in another order`,
    {
      connector: destination.type,
      operation: 'plan',
      entity: prepared.entity,
      hint: 'plan() must give exactly one operation per record, in the same order.',
    },
  );
}
