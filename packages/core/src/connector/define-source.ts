import type { z } from 'zod';

import { assertConnectorType, parseConfig } from './connector-config.ts';
import { createConnectorTools } from './connector-tools.ts';
import type { ConnectorTools } from './connector-tools.ts';
import { createSharedLimits } from './shared-limits.ts';
import type { Source } from './source.ts';

/** What the author of a source writes. */
export interface SourceDefinition<Config extends z.ZodType> {
  /** Lower case letters, digits, hyphens. */
  readonly type: string;
  /** What the user has to give. Passwords, tokens and keys in it are `secretSchema`. */
  readonly config: Config;
  /** Which account of the system a config means; no secrets in it. */
  account(config: z.output<Config>): string;
  /** Makes the source. Does no input or output yet: that starts with the first call of a method. */
  create(config: z.output<Config>, tools: ConnectorTools): SourceMethods;
}

/** The part of a {@link Source} that its author writes. */
export type SourceMethods = Omit<
  Source,
  'specificationVersion' | 'kind' | 'type' | 'account' | 'redact' | 'shareLimits'
>;

/**
 * Defines a source.
 *
 * @returns the function that a user calls with his options to get a source.
 * @throws ConnectorError `config.invalid`, here for a wrong type, and from the function for wrong options.
 */
export function defineSource<Config extends z.ZodType>(
  definition: SourceDefinition<Config>,
): (config: z.input<Config>) => Source {
  const { type } = definition;
  assertConnectorType(type);
  return (input) => {
    const config = parseConfig(type, definition.config, input);
    const limits = createSharedLimits();
    const tools = createConnectorTools(type, config, limits);
    return Object.freeze({
      specificationVersion: 'v1',
      kind: 'source',
      type,
      account: definition.account(config),
      redact: tools.redact,
      shareLimits: limits.join,
      ...definition.create(config, tools),
    } satisfies Source);
  };
}
