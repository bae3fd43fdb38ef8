import type { ConnectorContext } from '../connector/index.ts';
import { linkAbort } from './link-abort.ts';

/** Rings when a platform says, by a webhook, that operations which it had accepted may have ended. */
export interface OutcomeBell {
  ring(): void;
  /** Whether it has rung since somebody listened. */
  readonly hasRung: boolean;
  /** Whether it had rung; from now on it has not. */
  listen(): boolean;
  /** Waits for some milliseconds, or until it rings, or until the signal is aborted. */
  pause(milliseconds: number, waiting: Pick<ConnectorContext, 'clock' | 'signal'>): Promise<void>;
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
    async pause(milliseconds, { clock, signal }) {
      if (hasRung) return;
      const rest = linkAbort(signal);
      const wake = () => rest.abort(undefined);
      waiting.add(wake);
      try {
        await clock.sleep(milliseconds, rest.signal);
      } catch {
        // Whoever waits looks why.
      } finally {
        waiting.delete(wake);
        rest.unlink();
      }
    },
  };
}
