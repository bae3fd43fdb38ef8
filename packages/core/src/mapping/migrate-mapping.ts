import { ConnectorError } from '../errors/index.ts';
import { mappingVersion } from './mapping.ts';

/** Brings a mapping from one version of the format to the next. */
type Migration = (mapping: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** By the version that a migration starts from. Version 1 is the first, so there is none yet. */
const migrations: Readonly<Record<number, Migration>> = {};

/**
 * Brings a mapping of an older version of the format to the newest, step by step. What has no version, or is no
 * object, comes back as it is, for the schema to complain about.
 *
 * @throws ConnectorError `mapping.invalid` for a version that is newer than this library.
 */
export function migrateMapping(
  input: unknown,
  steps: Readonly<Record<number, Migration>> = migrations,
  newest: number = mappingVersion,
): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  let mapping = input as Readonly<Record<string, unknown>>;
  for (;;) {
    const { version } = mapping;
    if (typeof version !== 'number' || !Number.isInteger(version) || version === newest) return mapping;
    if (version > newest) {
      throw new ConnectorError(
        'mapping.invalid',
        `The mapping has version ${version}; this library reads up to ${newest}`,
        {
          hint: 'Upgrade @pim-connector/core.',
        },
      );
    }
    const step = steps[version];
    if (step === undefined) return mapping;
    mapping = { ...step(mapping), version: version + 1 };
  }
}
