import type { FaultKind } from '../faults/index.ts';

/** Faults that pass by themselves, in the groups in which clients treat them. */
export const transientFaults: Readonly<Record<string, readonly FaultKind[]>> = {
  limited: ['limited', 'limitedSilently', 'limitedByWrongClock'],
  unavailable: ['serverError', 'unavailable', 'htmlError'],
  broken: ['resetBefore', 'resetAfter', 'serverErrorAfter'],
  malformed: ['cutBody', 'html'],
};
