import type { Issue } from '../errors/index.ts';
import type { RecordKey } from '../model/index.ts';
import type { PageContext } from './page-context.ts';

/** What something at the destination is found to be a record by. */
export interface Finding {
  readonly key: RecordKey;
  /** Platform id. */
  readonly id: string;
}

/**
 * What of things that were found for records is another record already, by the key of the record: an issue that says
 * which. A platform may know no more of a thing than its name, and the links know whose it is.
 */
export async function heldThings(
  findings: readonly Finding[],
  { store, destination, prepared }: PageContext,
): Promise<ReadonlyMap<RecordKey, Issue>> {
  if (findings.length === 0) return new Map();
  const ids = findings.map(({ id }) => id);
  const holders = await store.holders(destination.account, prepared.entity, ids);
  return new Map(
    findings.flatMap(({ key, id }): [RecordKey, Issue][] => {
      const holder = holders.get(id);
      if (holder === undefined || holder === key) return [];
      return [
        [
          key,
          {
            code: 'record.ambiguous',
            severity: 'error',
            message: `${id} is found for “${key}”, but it is the record “${holder}” already`,
            hint: 'Two records cannot be one thing at the destination: change by what it is named or found in one of them.',
          },
        ],
      ];
    }),
  );
}
