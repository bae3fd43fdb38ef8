import type { Ledger } from './ledger.ts';

/**
 * What a limit counts. `cost`: each request by the cost it is asked with. `requests`: each request as one, for a
 * limit that stands beside one of query cost; what responses say about cost does not concern it then.
 */
export type Counting = 'cost' | 'requests';

/** Makes a ledger count as it is told. */
export function countedBy(counting: Counting, ledger: Ledger): Ledger {
  if (counting === 'cost') return ledger;
  return {
    refusal: () => ledger.refusal(1),
    wait: (_cost, now) => ledger.wait(1, now),
    reserve() {
      const settle = ledger.reserve(1);
      return ({ sent }, now, pause) => settle({ sent }, now, pause);
    },
  };
}
