import { ConnectorError } from '../errors/index.ts';
import { parseMapping } from '../mapping/index.ts';
import { codeSchema } from '../model/index.ts';
import type { PipelineOptions } from './pipeline-options.ts';

/**
 * Looks at the options of a pipeline when it is made, so that a mistake shows at the start of the application and
 * not at night.
 *
 * @throws ConnectorError `config.invalid` or `mapping.invalid`.
 */
export function checkOptions(options: PipelineOptions): PipelineOptions {
  if (!codeSchema.safeParse(options.name).success) {
    throw invalid('“name” must be a text of 1 to 255 characters: checkpoints are kept under it');
  }
  assertConnector(options.source, 'source');
  assertConnector(options.destination, 'destination');
  if (typeof options.store?.commit !== 'function')
    throw invalid('“store” must be a state store, such as sqliteStore(path) of @pim-connector/store-sqlite');
  assertCount(options.concurrency, 'concurrency');
  assertCount(options.leaseTime, 'leaseTime');
  assertCount(options.retry?.attempts, 'retry.attempts');
  const given: readonly unknown[] = options.mapping === undefined ? [] : [options.mapping].flat();
  for (const mapping of given) parseMapping(mapping);
  return options;
}

function assertConnector(
  connector: { readonly specificationVersion: unknown; readonly kind: unknown },
  kind: string,
): void {
  if (connector?.specificationVersion === 'v1' && connector.kind === kind) return;
  throw invalid(`“${kind}” must be a ${kind} of specification version v1, as its adapter makes it`);
}

function assertCount(value: number | undefined, option: string): void {
  if (value === undefined || (Number.isInteger(value) && value > 0)) return;
  throw invalid(`“${option}” must be a whole number above zero`);
}

function invalid(problem: string): ConnectorError {
  return new ConnectorError('config.invalid', `The options of a pipeline are not valid: ${problem}`);
}
