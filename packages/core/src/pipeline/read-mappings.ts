import type { Mapping } from '../mapping/index.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import { planningContext } from './plan-run.ts';
import { preparePipeline } from './prepare-pipeline.ts';

/** The mappings that a pipeline works by, in the order in which their entities are synced. */
export async function readMappings(
  options: PipelineOptions,
  signal?: AbortSignal,
): Promise<readonly Mapping[]> {
  const prepared = await preparePipeline(planningContext(options, signal));
  return prepared.map(({ mapping }) => structuredClone(mapping.mapping));
}
