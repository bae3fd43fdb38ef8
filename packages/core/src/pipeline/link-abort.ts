/** A signal that is aborted by itself or together with an outer one. */
export interface LinkedAbort {
  readonly signal: AbortSignal;
  abort(reason: unknown): void;
  /** Lets go of the outer signal. To be called when the work is done. */
  unlink(): void;
}

/**
 * Links a signal to an outer one until the work is done. `AbortSignal.any` would do the same, but it ties signals together
 * with weak references, which only a full garbage collection looks at: all that the work has touched would stay in memory
 * until then, and be copied by every small one.
 */
export function linkAbort(outer: AbortSignal | undefined): LinkedAbort {
  const own = new AbortController();
  const follow = () => own.abort(outer?.reason);
  if (outer?.aborted === true) follow();
  else outer?.addEventListener('abort', follow, { once: true });
  return {
    signal: own.signal,
    abort: (reason) => own.abort(reason),
    unlink: () => outer?.removeEventListener('abort', follow),
  };
}
