import { commitMutants } from './commit-mutants.ts';
import { intentMutants } from './intent-mutants.ts';
import { leaseMutants } from './lease-mutants.ts';
import { ledgerMutants } from './ledger-mutants.ts';
import { lookupMutants } from './lookup-mutants.ts';
import type { Mutant } from './mutant.ts';
import { sweepMutants } from './sweep-mutants.ts';

/** Defects that the suite must notice; between them they make each of its cases fail. */
export const mutants: Readonly<Record<string, Mutant>> = {
  ...leaseMutants,
  ...commitMutants,
  ...lookupMutants,
  ...intentMutants,
  ...ledgerMutants,
  ...sweepMutants,
};
