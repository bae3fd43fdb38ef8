import { failingMutants } from './destination-failing-mutants.ts';
import { valueMutants } from './destination-value-mutants.ts';
import { writingMutants } from './destination-writing-mutants.ts';
import type { DestinationMutant } from './spoil-destination.ts';

/** Defects that the suite for destinations must notice; between them they make each of its cases fail. */
export const destinationMutants: Readonly<Record<string, DestinationMutant>> = {
  ...writingMutants,
  ...valueMutants,
  ...failingMutants,
};
