import { linkAbort } from './link-abort.ts';
import { abortError } from './may-write.ts';
import type { PageContext } from './page-context.ts';

/** Rings when a platform says, by a webhook, that operations which it had accepted may have ended. */
export interface OutcomeBell {
  ring(): void;
  /** Whether it has rung since somebody listened. */
  readonly hasRung: boolean;
  /** Whether it had rung; from now on it has not. */
  listen(): boolean;
  /**
   * Waits for some milliseconds, or until it rings.
   *
   * @throws ConnectorError `run.aborted` when the run is stopped meanwhile.
   */
  pause(milliseconds: number, context: PageContext): Promise<void>;
}

/** Makes a bell. One for all that a pipeline does in this process. */
export function createOutcomeBell(): OutcomeBell {
  let hasRung = false;
  const waiting = new Set<() => void>();
  return {
    ring() {
      hasRung = true;
      for (const wake of waiting) wake();
    },
    get hasRung() {
      return hasRung;
    },
    listen() {
      const rung = hasRung;
      hasRung = false;
      return rung;
    },
    async pause(milliseconds, context) {
      if (hasRung) return;
      const { clock, signal } = context.connector;
      const rest = linkAbort(signal);
      const wake = () => rest.abort(undefined);
      waiting.add(wake);
      try {
        await clock.sleep(milliseconds, rest.signal);
      } catch {
        if (signal.aborted) throw abortError(context);
      } finally {
        waiting.delete(wake);
        rest.unlink();
      }
    },
  };
}
