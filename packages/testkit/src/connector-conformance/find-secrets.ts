/** Where secrets stand in a value, in any of the forms in which they could be written; empty: nowhere. */
export function findSecrets(value: unknown, secrets: readonly string[]): readonly string[] {
  const text = allText(value, new Set());
  return secrets.filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)));
}

function spellings(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret);
  const base64 = btoa(String.fromCharCode(...bytes)).replace(/=+$/, '');
  return [secret, encodeURIComponent(secret), base64, JSON.stringify(secret).slice(1, -1)];
}

/** All text within a value: also what an error holds without showing it, such as its stack and its causes. */
function allText(value: unknown, seen: Set<unknown>): string {
  if (typeof value === 'string') return `${value}\n`;
  if (typeof value !== 'object' || value === null || seen.has(value)) return `${String(value)}\n`;
  seen.add(value);
  if (value instanceof Headers) return JSON.stringify([...value]);
  const hidden = value instanceof Error ? [value.message, value.stack, value.cause, value.name] : [];
  const entries = Object.entries(value as Readonly<Record<string, unknown>>).flat();
  return [...hidden, ...entries].map((each) => allText(each, seen)).join('');
}
