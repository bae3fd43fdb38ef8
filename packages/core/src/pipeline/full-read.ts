import type { ReadRequest } from '../connector/index.ts';
import type { Entity } from '../model/index.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/** The request for everything of an entity, from the beginning, as the pipeline wants it. */
export function fullRead(entity: Entity, { select }: Pick<PipelineOptions, 'select'>): ReadRequest {
  return { entity, mode: 'full', ...(select === undefined ? {} : { select }) };
}
