import pLimit from 'p-limit';

import { systemClock } from '../../connector/index.ts';
import { toConnectorError } from '../../errors/index.ts';
import type { EventBus, PipelineEvents } from '../../events/index.ts';
import type { Alert, IncidentEntry } from '../../state/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';
import { deliverAlert } from './deliver-alert.ts';
import { findCauses } from './find-causes.ts';
import type { IncidentCause } from './incident-cause.ts';
import { listIncidents } from './list-incidents.ts';

/** Looks whether something needs people, and tells them. */
export type AlertCheck = () => Promise<readonly Alert[]>;

const incidentEntity = 'pipeline';

/**
 * Makes the check: what it finds is compared with the incidents in the store, so that each is raised once, whoever
 * looks and however often, and recovered once.
 */
export function createAlertCheck(options: PipelineOptions, bus: EventBus<PipelineEvents>): AlertCheck {
  const { name, store } = options;
  const oneAtATime = pLimit(1);

  const remember = async (entries: readonly IncidentEntry[]): Promise<readonly IncidentEntry[]> => {
    if (entries.length === 0) return [];
    const replaced = await store.append(name, 'incident', entries);
    // Another process that looked at the same moment has told of it already.
    const theirs = replaced.filter((old) =>
      entries.some((own) => own.key === old.key && sameState(own, old)),
    );
    if (theirs.length > 0) await store.append(name, 'incident', theirs);
    return entries.filter(({ key }) => !theirs.some((other) => other.key === key));
  };

  const check = async (): Promise<readonly Alert[]> => {
    const incidents = await listIncidents(options);
    const fresh = await remember(news(await findCauses(options), incidents, options));
    for (const { alert } of fresh) bus.emit(`alert.${alert.state}`, alert);
    const all = new Map([...incidents, ...fresh].map((incident) => [incident.key, incident]));
    const untold = [...all.values()].filter(({ notified }) => !notified);
    await Promise.all(untold.map((incident) => deliverAlert(incident, options, bus)));
    return [...all.values()].map(({ alert }) => alert).filter(({ state }) => state === 'raised');
  };
  return () => oneAtATime(check);
}

/**
 * Checks after work: whatever goes wrong with it must not touch the work.
 *
 * @param allDone work that left nothing undone can raise no alert; it is only looked whether one is over.
 */
export async function checkQuietly(
  check: AlertCheck,
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
  { allDone = false }: { readonly allDone?: boolean } = {},
): Promise<void> {
  const { name, alerts } = options;
  if (alerts === undefined) return;
  try {
    if (!allDone || (await isAnyUnsettled(options))) await check();
  } catch (error) {
    const { message } = toConnectorError(error, 'store.unavailable');
    bus.emit('alert.failed', { pipeline: name, alert: null, message });
  }
}

/** Whether there are incidents that go on, or that somebody was not told of. */
async function isAnyUnsettled(options: PipelineOptions): Promise<boolean> {
  const incidents = await listIncidents(options);
  return incidents.some(({ alert, notified }) => alert.state === 'raised' || !notified);
}

/** Incidents that begin or end now. */
function news(
  causes: readonly IncidentCause[],
  incidents: readonly IncidentEntry[],
  { name, clock = systemClock }: PipelineOptions,
): IncidentEntry[] {
  const at = new Date(clock.now()).toISOString();
  const open = new Map(
    incidents.filter(({ alert }) => alert.state === 'raised').map((incident) => [incident.key, incident]),
  );
  const found = new Set(causes.map(({ cause }) => cause));
  const raised = causes
    .filter(({ cause }) => !open.has(cause))
    .map((cause): Alert => ({ pipeline: name, ...cause, state: 'raised', since: at, at }));
  const recovered = [...open.values()].filter(({ key }) => !found.has(key));
  return [
    ...raised.map((alert) => incidentOf(alert)),
    // Who never heard of the incident need not hear that it is over.
    ...recovered.map(({ alert, notified, told }) =>
      incidentOf({ ...alert, state: 'recovered', at }, notified ? undefined : told),
    ),
  ];
}

function incidentOf(alert: Alert, only?: readonly string[]): IncidentEntry {
  const place = { entity: incidentEntity, key: alert.cause, at: alert.at };
  return { ...place, alert, notified: false, told: [], ...(only === undefined ? {} : { only }) };
}

function sameState(a: IncidentEntry, b: IncidentEntry): boolean {
  return a.alert.state === b.alert.state;
}
