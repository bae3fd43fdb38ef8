import type { StoreDelta } from '../state/index.ts';
import { listIncidents } from './alerts/list-incidents.ts';
import type { PipelineOptions } from './pipeline-options.ts';

// No platform delivers again after more than two days.
const deliveryTime = 172_800_000;
const defaultAuditTime = 2_592_000_000;

/** What is removed when a run begins: what is older than the user wants to keep. */
export async function forgetOld(options: PipelineOptions, now: number): Promise<StoreDelta> {
  const { auditTime = defaultAuditTime } = options;
  const before = (time: number) => new Date(now - time).toISOString();
  // Who wants no audit log still wants to see the last runs, and to undo deletes.
  const others = before(auditTime === 0 ? defaultAuditTime : auditTime);
  const over = (await listIncidents(options)).filter(
    ({ alert, at }) => alert.state === 'recovered' && at < others,
  );
  return {
    removeRunsBefore: others,
    ledger: [
      { kind: 'incident', remove: over.map(({ entity, key, at }) => ({ entity, key, at })) },
      { kind: 'audit', removeBefore: before(auditTime) },
      { kind: 'undo', removeBefore: others },
      { kind: 'delivery', removeBefore: before(deliveryTime) },
    ],
  };
}
