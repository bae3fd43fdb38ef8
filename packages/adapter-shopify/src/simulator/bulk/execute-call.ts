import type { DocumentNode } from 'graphql';

/** Carries one call out, without limits of cost: what bulk operations are made of. */
export type ExecuteCall = (
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
) => Readonly<Record<string, unknown>>;
