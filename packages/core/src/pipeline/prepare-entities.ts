import { emptySchemaDescription } from '../connector/index.ts';
import type { Coverage, DestinationEntityCapabilities, SchemaDescription } from '../connector/index.ts';
import { ConnectorError } from '../errors/index.ts';
import type { CompiledMapping } from '../mapping/index.ts';
import { entities, hashValue } from '../model/index.ts';
import type { Entity } from '../model/index.ts';
import { compileOnce } from './compile-once.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { PreparedEntity } from './prepared-entity.ts';
import { withAccount } from './written-account.ts';

/**
 * Brings source, destination and mappings of a pipeline together, entity by entity, in the order in which they
 * are synced.
 *
 * @param schema what the source holds.
 * @param describeDestination tells what the destination holds; only called if a default mapping is needed.
 * @throws ConnectorError `config.invalid` if they do not fit together, `mapping.invalid` for a wrong mapping.
 */
export async function prepareEntities(
  options: PipelineOptions,
  schema: SchemaDescription,
  describeDestination: () => Promise<SchemaDescription>,
): Promise<readonly PreparedEntity[]> {
  const mappings = mappingsByEntity(options.mapping);
  const wanted = wantedEntities(options);
  // Only default mappings need to know what the destination holds.
  const known = wanted.every((entity) => mappings.has(entity))
    ? emptySchemaDescription
    : await describeDestination();
  const prepared = wanted.map((entity) =>
    prepareEntity(entity, mappings, options, { source: schema, destination: known, entities: wanted }),
  );
  assertDeleteMode(options, prepared);
  for (const entity of mappings.keys()) {
    if (prepared.some((one) => one.entity === entity)) continue;
    throw invalid(
      options,
      `there is a mapping for the entity “${entity}”, which is not synced`,
      'Add it to "entities", or remove the mapping.',
    );
  }
  return prepared;
}

/** What both ends hold, and which of it is synced. */
interface Schemas {
  readonly source: SchemaDescription;
  readonly destination: SchemaDescription;
  readonly entities: readonly Entity[];
}

function wantedEntities({ source, destination, entities: wanted, name }: PipelineOptions): readonly Entity[] {
  const given = source.capabilities.entities;
  const taken = destination.capabilities.entities;
  const missing = (wanted ?? []).find((entity) => given[entity] === undefined || taken[entity] === undefined);
  if (missing !== undefined) {
    const who =
      given[missing] === undefined
        ? `the source ${source.type} does not give`
        : `the destination ${destination.type} does not take`;
    throw invalid({ name }, `${who} the entity “${missing}”`, 'Remove it from "entities".');
  }
  const both = entities.filter(
    (entity) =>
      given[entity] !== undefined && taken[entity] !== undefined && wanted?.includes(entity) !== false,
  );
  if (both.length > 0) return both;
  throw invalid(
    { name },
    `${source.type} gives nothing that ${destination.type} takes`,
    'Choose connectors that share an entity.',
  );
}

function prepareEntity(
  entity: Entity,
  mappings: ReadonlyMap<string, unknown>,
  options: PipelineOptions,
  schemas: Schemas,
): PreparedEntity {
  const source = options.source.capabilities.entities[entity];
  const destination = options.destination.capabilities.entities[entity];
  const definition = options.destination.records[entity];
  if (source === undefined || destination === undefined || definition === undefined) {
    throw invalid(
      options,
      `${options.destination.type} has no record definition for “${entity}”`,
      'Report this to the author of the destination.',
    );
  }
  if (destination.identity === 'assigned' && !canLookUp(options.destination, destination)) {
    throw invalid(
      options,
      `${options.destination.type} makes a new “${entity}” at each create and cannot look them up, so a crash could make duplicates`,
      'Report this to the author of the destination.',
    );
  }
  if (destination.completion === 'async' && options.destination.settle === undefined) {
    throw invalid(
      options,
      `${options.destination.type} accepts “${entity}” for later and cannot say what became of it`,
      'Report this to the author of the destination.',
    );
  }
  const mapping = compile(entity, mappings.get(entity), source.coverage, options, schemas);
  const gates = options.gates ?? [];
  const decisive = hashValue({
    mapping: mapping.hash,
    gates: gates.map(({ name, version }) => [name, version]),
    sections: definition.sections,
    // Another selection may want records that did not change since the last pass, and were not wanted then.
    select: options.select,
  });
  const hash = withAccount(decisive, options.destination);
  return { entity, mapping, gates, definition, source, destination, coverage: source.coverage, hash };
}

function canLookUp(
  { lookup }: PipelineOptions['destination'],
  capabilities: DestinationEntityCapabilities,
): boolean {
  return lookup !== undefined && capabilities.lookup !== undefined;
}

function compile(
  entity: Entity,
  given: unknown,
  coverage: Coverage,
  options: PipelineOptions,
  schemas: Schemas,
): CompiledMapping {
  const mapping = given ?? options.destination.defaultMapping?.(entity, { ...schemas, coverage });
  if (mapping === undefined) {
    throw invalid(
      options,
      `there is no mapping for the entity “${entity}”, and ${options.destination.type} has no default one`,
      'Give a mapping, or leave the entity out of "entities".',
    );
  }
  const { name, source, tables, functions } = options;
  return compileOnce(source, JSON.stringify([name, entity]), mapping, {
    source: schemas.source,
    ...(tables === undefined ? {} : { tables }),
    ...(functions === undefined ? {} : { functions }),
  });
}

function mappingsByEntity(given: unknown): ReadonlyMap<string, unknown> {
  const list: readonly unknown[] = given === undefined ? [] : Array.isArray(given) ? given : [given];
  const mappings = new Map<string, unknown>();
  for (const mapping of list) {
    const entity = entityOf(mapping);
    if (mappings.has(entity)) {
      throw new ConnectorError('mapping.invalid', `There are two mappings for the entity “${entity}”`);
    }
    mappings.set(entity, mapping);
  }
  return mappings;
}

function entityOf(mapping: unknown): string {
  const entity =
    typeof mapping === 'object' && mapping !== null && 'entity' in mapping ? mapping.entity : undefined;
  if (typeof entity === 'string') return entity;
  throw new ConnectorError('mapping.invalid', 'A mapping does not say for which entity it is', {
    hint: 'Add "entity": "product", or the entity it is for.',
  });
}

function invalid({ name }: { readonly name: string }, problem: string, hint: string): ConnectorError {
  return new ConnectorError('config.invalid', `The pipeline “${name}” cannot run: ${problem}`, { hint });
}

function assertDeleteMode(options: PipelineOptions, prepared: readonly PreparedEntity[]): void {
  const { deletes: { mode } = {}, destination } = options;
  if (mode === undefined || mode === 'keep') return;
  if (prepared.some((entity) => entity.destination.deletes?.includes(mode) === true)) return;
  throw invalid(
    options,
    `${destination.type} cannot “${mode}” any of its records`,
    'Choose another mode of "deletes".',
  );
}
