/** Scalars of the Admin API. A part of the Admin API 2026-10. */
export const scalarTypes = /* GraphQL */ `
  scalar DateTime

  scalar Decimal

  scalar HTML

  scalar JSON

  scalar Money

  scalar URL

  scalar UnsignedInt64
`;
