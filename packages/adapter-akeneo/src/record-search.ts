/**
 * The search for assets or records that changed after a moment, in milliseconds since 1970. The dates of these filters
 * are in UTC and say so, unlike those of products (Akeneo REST API, filters).
 */
export function changedAfter(moment: number): string {
  const value = `${new Date(moment).toISOString().slice(0, 19)}Z`;
  return JSON.stringify({ updated: [{ operator: '>', value }] });
}
