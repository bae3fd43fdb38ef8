/** Who has to act before the same thing can succeed. */
export type ErrorActor = 'operator' | 'steward' | 'developer' | 'nobody';

/** The smallest thing that cannot go on: one record, the batch it was written in, or the whole run. */
export type ErrorReach = 'record' | 'batch' | 'run';

/**
 * How a repetition may help: `never`; `backoff` (again, later and later); `after` (again, at the moment the
 * platform named).
 */
export type ErrorRetry = 'never' | 'backoff' | 'after';

/** One row of {@link errorCodes}. */
export interface ErrorCodeDefinition {
  readonly actor: ErrorActor;
  readonly stops: ErrorReach;
  readonly retry: ErrorRetry;
  /** What happened, in one sentence. */
  readonly summary: string;
  /** What to do next; used where the place that throws knows nothing better. */
  readonly hint: string;
}

/**
 * Every way in which execution can fail. Problems in data are not here: they are issues
 * ({@link Issue}), a list per record.
 */
export const errorCodes = {
  'config.invalid': {
    actor: 'developer',
    stops: 'run',
    retry: 'never',
    summary: 'The configuration of a connector or pipeline is not valid.',
    hint: 'Correct the options named in the issues.',
  },
  'mapping.invalid': {
    actor: 'developer',
    stops: 'run',
    retry: 'never',
    summary: 'The mapping is not valid.',
    hint: 'Correct the rules named in the issues; lintMapping shows the same list before a run.',
  },
  'connector.protocol': {
    actor: 'developer',
    stops: 'run',
    retry: 'never',
    summary: 'A connector broke the connector specification.',
    hint: 'Run the conformance suite of @pim-connector/testkit against the connector and correct what it names.',
  },
  'auth.failed': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The platform refused the credentials.',
    hint: 'Check the credentials and whether they were revoked, then run the connector’s check().',
  },
  'permission.denied': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The credentials are valid but do not permit this operation.',
    hint: 'Grant the permission or scope that the message names, then run the connector’s check().',
  },
  'connection.failed': {
    actor: 'nobody',
    stops: 'batch',
    retry: 'backoff',
    summary: 'The platform could not be reached or the connection broke.',
    hint: 'Nothing to do if it passes; else check host name, network and firewall.',
  },
  'connection.timeout': {
    actor: 'nobody',
    stops: 'batch',
    retry: 'backoff',
    summary: 'The platform did not answer in time.',
    hint: 'Nothing to do if it passes; else raise the time limit or make batches smaller.',
  },
  'platform.unavailable': {
    actor: 'nobody',
    stops: 'batch',
    retry: 'backoff',
    summary: 'The platform answered with a failure of its own.',
    hint: 'Nothing to do if it passes; else look at the platform’s status page.',
  },
  'platform.suspended': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The platform has closed the account, shop or instance to requests.',
    hint: 'Reopen the account on the platform, then run again.',
  },
  'rate.limited': {
    actor: 'nobody',
    stops: 'batch',
    retry: 'after',
    summary: 'The platform’s rate limit was reached.',
    hint: 'Nothing to do if it passes; else let fewer pipelines share the account or lower the limit in the options.',
  },
  'quota.exhausted': {
    actor: 'operator',
    stops: 'run',
    retry: 'after',
    summary: 'A quota of the platform is used up until a known date.',
    hint: 'Run again after the date in the message, or have the quota raised.',
  },
  'response.malformed': {
    actor: 'nobody',
    stops: 'batch',
    retry: 'backoff',
    summary: 'The answer could not be read: not the promised format, cut off, or empty.',
    hint: 'If it persists, check that the address is the API and not a login page or a proxy.',
  },
  'request.rejected': {
    actor: 'developer',
    stops: 'batch',
    retry: 'never',
    summary: 'The platform refused the request itself, not a record in it.',
    hint: 'Compare the request with the platform’s contract; the platform’s own words are in the details.',
  },
  'request.too_large': {
    actor: 'developer',
    stops: 'batch',
    retry: 'never',
    summary: 'The request is larger than the platform accepts.',
    hint: 'Lower the batch size of the destination; a single record this large must be made smaller.',
  },
  'resource.missing': {
    actor: 'developer',
    stops: 'batch',
    retry: 'never',
    summary: 'The platform does not know the resource that was addressed.',
    hint: 'Check the address and whether the resource was deleted on the platform.',
  },
  'resource.conflict': {
    actor: 'nobody',
    stops: 'record',
    retry: 'backoff',
    summary: 'The resource was changed by somebody else at the same moment.',
    hint: 'Nothing to do if it passes; else find out who else writes to it.',
  },
  'source.incomplete': {
    actor: 'nobody',
    stops: 'run',
    retry: 'backoff',
    summary: 'The source stopped before it said that its pass was complete.',
    hint: 'Run again: the pass resumes where it stopped. If it persists, ask the author of the source.',
  },
  'source.unreadable': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The data of the source cannot be read at all: not there, not permitted, or of another kind.',
    hint: 'Check the path or address of the source and what lies there.',
  },
  'plan.stale': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'What a plan was made from has changed since, so it was not carried out.',
    hint: 'Make a new plan, look at it, and apply that one.',
  },
  'record.rejected': {
    actor: 'steward',
    stops: 'record',
    retry: 'never',
    summary: 'A record was refused, by a gate of ours or by the platform.',
    hint: 'Correct the data named in the issues; the next run sends it again.',
  },
  'record.failed': {
    actor: 'operator',
    stops: 'record',
    retry: 'backoff',
    summary: 'A record could not be written although nothing is known to be wrong with it.',
    hint: 'Replay the dead letter once the cause has passed.',
  },
  'run.aborted': {
    actor: 'nobody',
    stops: 'run',
    retry: 'never',
    summary: 'The run was stopped by its abort signal.',
    hint: 'Run again: it resumes where it stopped.',
  },
  'run.reject_ratio': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'Too many records were refused or failed, so the run was stopped.',
    hint: 'Look at the issues grouped by cause; correct the mapping or the source, then run again.',
  },
  'run.unbalanced': {
    actor: 'developer',
    stops: 'run',
    retry: 'never',
    summary: 'The numbers of a run do not add up: a record was lost or counted twice.',
    hint: 'Report this as a defect with the run’s report.',
  },
  'run.overlap': {
    actor: 'nobody',
    stops: 'run',
    retry: 'after',
    summary: 'Another run of the same pipeline holds the lease.',
    hint: 'Wait for the other run to end. If its process died, the lease expires by itself.',
  },
  'lease.lost': {
    actor: 'nobody',
    stops: 'run',
    retry: 'backoff',
    summary: 'The lease of the run expired and another run took over; nothing more was committed.',
    hint: 'Nothing to do: the other run continues. If it recurs, raise the lease time.',
  },
  'store.unavailable': {
    actor: 'operator',
    stops: 'run',
    retry: 'backoff',
    summary: 'The state store could not be read or written.',
    hint: 'Check that the file or server is reachable, writable and not locked by another program.',
  },
  'store.incompatible': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The state store was written by a newer version of this software.',
    hint: 'Upgrade the store package, or open another file.',
  },
  'store.corrupt': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'The state store is damaged or is not a state store.',
    hint: 'Restore the file from a backup, or start with a new one: unchanged records are then sent once more.',
  },
  'store.full': {
    actor: 'operator',
    stops: 'run',
    retry: 'never',
    summary: 'There is no room left for the state store.',
    hint: 'Free space on the disk, then run again: it resumes where it stopped.',
  },
  'webhook.refused': {
    actor: 'operator',
    stops: 'record',
    retry: 'never',
    summary: 'A webhook was not accepted: its signature, age or form is wrong.',
    hint: 'Check that the webhook secret of the connector is that of the platform, and that no proxy changes the body.',
  },
  'hook.failed': {
    actor: 'developer',
    stops: 'run',
    retry: 'never',
    summary: 'A hook of the application threw or did not return in time.',
    hint: 'Correct the hook; hooks decide, so the run cannot go on without their answer.',
  },
} as const satisfies Record<string, ErrorCodeDefinition>;

/** A code of {@link errorCodes}. */
export type ErrorCode = keyof typeof errorCodes;

/** Looks a code up in {@link errorCodes}; the row tells who must act, what stops and how to retry. */
export function errorCodeDefinition(code: ErrorCode): ErrorCodeDefinition {
  return errorCodes[code];
}
