import type { Issue } from '@pim-connector/core';

import type { MetaobjectName } from '../plan/handle-claims.ts';

/** A metaobject that has the handle of a record and was not made for it. @param id its id. */
export function existing({ type, handle }: MetaobjectName, id: string): Issue {
  return {
    code: 'record.ambiguous',
    severity: 'error',
    message: `The shop has a metaobject of type “${type}” with the handle “${handle}” already, ${id}, which was not made of this record`,
    hint: "If it is this record, let it be adopted: adopt: ['handle']. If not, map another handle for the record.",
    path: 'handle',
  };
}
