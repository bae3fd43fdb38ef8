import { systemClock } from '../../connector/index.ts';
import { toConnectorError } from '../../errors/index.ts';
import type { AlertSink, EventBus, PipelineEvents } from '../../events/index.ts';
import type { IncidentEntry } from '../../state/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';

const timeLimit = 30_000;

/** Tells every sink of an incident that was not told yet, and remembers who was. */
export async function deliverAlert(
  incident: IncidentEntry,
  options: PipelineOptions,
  bus: EventBus<PipelineEvents>,
): Promise<void> {
  const { name, store, alerts: { sinks = [] } = {} } = options;
  const { alert, told, only } = incident;
  const tell = async (sink: AlertSink, id: string): Promise<string | null> => {
    if (told.includes(id)) return id;
    if (only !== undefined && !only.includes(id)) return id;
    try {
      await withTimeLimit(sink(alert), options);
      return id;
    } catch (error) {
      const { message } = toConnectorError(error, 'platform.unavailable');
      bus.emit('alert.failed', { pipeline: name, alert, message });
      return null;
    }
  };
  const reached = await Promise.all(sinks.map((sink, index) => tell(sink, String(index))));
  const done = reached.filter((id) => id !== null);
  const next: IncidentEntry = { ...incident, notified: done.length === sinks.length, told: done };
  await store.append(name, 'incident', [next]);
}

async function withTimeLimit(
  telling: Promise<void>,
  { clock = systemClock }: PipelineOptions,
): Promise<void> {
  const told = new AbortController();
  const late = clock.sleep(timeLimit, told.signal).then(
    () => {
      throw new Error('The sink did not return in time');
    },
    () => undefined,
  );
  try {
    await Promise.race([telling, late]);
  } finally {
    told.abort();
  }
}
