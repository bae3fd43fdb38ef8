import { prepareEntities } from './prepare-entities.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import type { RunContext } from './run-context.ts';

/** Asks source and destination what they hold, and brings everything together; see {@link prepareEntities}. */
export async function preparePipeline({
  options,
  source,
  connector,
}: RunContext): Promise<readonly PreparedEntity[]> {
  const { destination } = options;
  const schema = await source.describe(connector(source.type));
  return prepareEntities(options, schema, () => destination.describe(connector(destination.type)));
}
