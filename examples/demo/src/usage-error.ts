/** The program was called in a way that it cannot do: ends it with exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
