import type { IncidentEntry } from '../../state/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';

/** All incidents that are remembered: open ones, and those that are over and not forgotten yet. */
export async function listIncidents({
  name,
  store,
}: Pick<PipelineOptions, 'name' | 'store'>): Promise<readonly IncidentEntry[]> {
  const incidents: IncidentEntry[] = [];
  for await (const some of store.entries(name, 'incident')) incidents.push(...some);
  return incidents;
}
