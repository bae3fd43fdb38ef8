import type { z } from 'zod';

import { assertConnectorType, parseConfig } from './connector-config.ts';
import { createConnectorTools } from './connector-tools.ts';
import type { ConnectorTools } from './connector-tools.ts';
import type { RecordTypes } from './desired-record.ts';
import type { Destination, RecordDefinitions } from './destination.ts';
import { createSharedLimits } from './shared-limits.ts';

/** What the author of a destination writes. */
export interface DestinationDefinition<Config extends z.ZodType, Types extends RecordTypes> {
  /** Lower case letters, digits, hyphens. */
  readonly type: string;
  /** What it takes, per entity; the record types are inferred from the schemas. */
  readonly records: RecordDefinitions<Types>;
  /** What the user has to give. Passwords, tokens and keys in it are `secretSchema`. */
  readonly config: Config;
  /** Which account of the system a config means: links belong to it. No secrets in it. */
  account(config: z.output<Config>): string;
  /** Makes the destination. Does no input or output yet: that starts with the first call of a method. */
  create(config: z.output<Config>, tools: ConnectorTools): DestinationMethods<Types>;
}

/** The part of a {@link Destination} that its author writes. */
export type DestinationMethods<Types extends RecordTypes> = Omit<
  Destination<Types>,
  'specificationVersion' | 'kind' | 'type' | 'account' | 'redact' | 'shareLimits' | 'records'
>;

/**
 * Defines a destination.
 *
 * @returns the function that a user calls with his options to get a destination.
 * @throws ConnectorError `config.invalid`, here for a wrong type, and from the function for wrong options.
 */
export function defineDestination<Config extends z.ZodType, Types extends RecordTypes>(
  definition: DestinationDefinition<Config, Types>,
): (config: z.input<Config>) => Destination<Types> {
  const { type } = definition;
  assertConnectorType(type);
  return (input) => {
    const config = parseConfig(type, definition.config, input);
    const limits = createSharedLimits();
    const tools = createConnectorTools(type, config, limits);
    return Object.freeze({
      specificationVersion: 'v1',
      kind: 'destination',
      type,
      account: definition.account(config),
      redact: tools.redact,
      shareLimits: limits.join,
      records: definition.records,
      ...definition.create(config, tools),
    } satisfies Destination<Types>);
  };
}
