/** One line of a body of JSON Lines. */
export type JsonLine =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly text: string };

/** Reads a text of JSON Lines; empty lines are left out, and a line that is no JSON says so. */
export function parseJsonLines(text: string): readonly JsonLine[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      try {
        return { ok: true, value: JSON.parse(line) as unknown };
      } catch {
        return { ok: false, text: line };
      }
    });
}

/** Writes JSON Lines. */
export function formatJsonLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}
