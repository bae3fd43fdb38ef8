import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';

/** The process that holds a lease. */
export interface LeaseOwner {
  readonly host: string;
  readonly pid: number;
  /** Milliseconds since 1970-01-01T00:00:00Z; tells a process from an earlier one with the same id. */
  readonly startedAt: number;
  /** Where the process id counts: containers number their processes on their own. Empty: in the whole machine. */
  readonly pidNamespace: string;
}

/** This process, the same in all its threads. */
export function leaseOwner(): LeaseOwner {
  return {
    host: hostname(),
    pid: process.pid,
    startedAt: performance.timeOrigin,
    pidNamespace: pidNamespace(),
  };
}

/**
 * Whether an owner is known to be dead, as seen from another process. When in doubt it is not: then the lease
 * ends by time.
 */
export function isDead(owner: LeaseOwner, self: LeaseOwner): boolean {
  if (owner.host !== self.host) return false;
  // Of two processes with one id the earlier is dead. That holds for a restarted container too, whose first
  // process has the id 1 again, in a new namespace.
  if (owner.pid === self.pid) return owner.startedAt !== self.startedAt;
  return owner.pidNamespace === self.pidNamespace && !isRunning(owner.pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Any other refusal, such as EPERM, comes from a process that is there.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    // Only Linux has it.
    return '';
  }
}
