import { ConnectorError } from '../errors/index.ts';
import type { PageContext } from './page-context.ts';

/**
 * Asserts that a destination has declared that records of the entity may be written before what they refer to. Of others it is
 * never looked up whether something was left out, so that what changes could be written back.
 *
 * @param how it says of a record that it may be.
 * @throws ConnectorError `connector.protocol`
 */
export function assertMayBeUnfinished(
  how: string,
  operation: string,
  { destination, prepared }: Pick<PageContext, 'destination' | 'prepared'>,
): void {
  const { entity } = prepared;
  if (prepared.destination.unfinished === true) return;
  throw new ConnectorError(
    'connector.protocol',
    `${destination.type} says ${how}, but not that records of “${entity}” can be written unfinished`,
    {
      connector: destination.type,
      operation,
      entity,
      hint: 'Declare unfinished: true in the capabilities of the entity.',
    },
  );
}
