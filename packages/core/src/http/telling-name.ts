const tellingName = /auth|token|secret|key|cookie|credential|signature|passw/i;
// Shorter values are words such as `true` or `json`; masking them would blank out ordinary text.
const shortestSecret = 8;

/** Whether the value of a header or query parameter must be taken for a secret because of the name. */
export function isTelling(name: string, value: string): boolean {
  return value.length >= shortestSecret && tellingName.test(name);
}
