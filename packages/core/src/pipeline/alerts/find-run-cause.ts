import type { RunRecord } from '../../state/index.ts';
import type { IncidentCause } from './incident-cause.ts';

/** Why the newest run could not be done. One that somebody stopped says nothing; the one before it does. */
export function findRunCause(runs: readonly RunRecord[]): IncidentCause[] {
  const [newest, before] = runs.filter(
    ({ endedAt, error }) => endedAt !== null && error?.code !== 'run.aborted',
  );
  const error = newest?.error;
  if (error === null || error === undefined) return [];
  const again = before?.error?.code === error.code && before.error.connector === error.connector;
  // What passes by itself is worth nobody’s attention the first time.
  if (error.actor === 'nobody' && !again) return [];
  const { code, connector, message, hint, actor } = error;
  return [
    {
      cause: connector === undefined ? `run ${code}` : `run ${code} ${connector}`,
      title: `Runs fail: ${code}${connector === undefined ? '' : ` (${connector})`}`,
      message: `${message}\n${hint}`,
      actor,
      records: 0,
      examples: [],
    },
  ];
}
