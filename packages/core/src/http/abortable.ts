/**
 * Waits for something, but not beyond the abort of a signal, whether or not that something listens to it.
 *
 * @param late is given what comes after the abort, to dispose of it.
 * @throws the signal’s reason when it is aborted first.
 */
export function abortable<Value>(
  value: Promise<Value>,
  signal: AbortSignal | undefined,
  late: (value: Value) => void = () => undefined,
): Promise<Value> {
  if (signal === undefined) return value;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    value
      .then((settled) => (signal.aborted ? late(settled) : resolve(settled)), reject)
      .finally(() => signal.removeEventListener('abort', stop))
      .catch(reject);
  });
}
