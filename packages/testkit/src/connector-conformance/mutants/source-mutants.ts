import { connectorMutants } from './source-connector-mutants.ts';
import { incrementalMutants } from './source-incremental-mutants.ts';
import { readingMutants } from './source-reading-mutants.ts';
import { valueMutants } from './source-value-mutants.ts';
import type { SourceMutant } from './spoil-source.ts';

/** Defects that the suite for sources must notice; between them they make each of its cases fail. */
export const sourceMutants: Readonly<Record<string, SourceMutant>> = {
  ...incrementalMutants,
  ...readingMutants,
  ...valueMutants,
  ...connectorMutants,
};
