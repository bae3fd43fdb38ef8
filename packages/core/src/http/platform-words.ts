import { parseJson } from '../model/index.ts';

const longestWords = 300;
const longestBody = 100_000;

/** What the body of an error says for people, where it says it in one of the usual places; else `null`. */
export function platformWords(bytes: Uint8Array): string | null {
  if (bytes.length > longestBody) return null;
  let body: unknown;
  try {
    body = parseJson(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
  if (typeof body !== 'object') return null;
  const words = wordsIn(body, 0)?.replaceAll(/\s+/g, ' ').trim() ?? '';
  if (words === '') return null;
  return words.length > longestWords ? `${words.slice(0, longestWords - 1)}…` : words;
}

const places = ['message', 'error_description', 'errorMessage', 'detail', 'error', 'errors', 'title'];

function wordsIn(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || depth > 3) return undefined;
  const inside: unknown[] = Array.isArray(value)
    ? value.slice(0, 1)
    : places.map((place) =>
        Object.hasOwn(value, place) ? (value as Record<string, unknown>)[place] : undefined,
      );
  for (const each of inside) {
    const words = wordsIn(each, depth + 1);
    if (words !== undefined) return words;
  }
  return undefined;
}
