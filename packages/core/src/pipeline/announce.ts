import type { Entity } from '../model/index.ts';
import type { PageResult } from './page-result.ts';
import type { RunContext } from './run-context.ts';

/** Tells listeners what became of records. */
export function announce(entity: Entity, { written, rejected, failed }: PageResult, run: RunContext): void {
  if (written.length > 0) run.emit('records.written', { entity, records: written });
  if (rejected.length > 0) run.emit('records.rejected', { entity, records: rejected });
  if (failed.length > 0) run.emit('records.failed', { entity, records: failed });
}
