import type { PassReport, RecordCounts } from '../events/index.ts';

/** How many records are not as they should be: refused, failed, or waiting for something. */
export function notDone({ rejected, failed, parked, accepted }: RecordCounts): number {
  return rejected + failed + parked + accepted;
}

/** Whether every record of a pass is as it should be, those that had waited since earlier runs included. */
export function isAllDone({
  counts,
  released,
  deletes,
}: Pick<PassReport, 'counts' | 'released' | 'deletes'>): boolean {
  return notDone(counts) + deletes.held + released.rejected + released.failed === 0;
}
