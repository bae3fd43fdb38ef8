import type { ErrorActor } from '../errors/index.ts';

/** Tells people that something needs them, once per incident, and once more when it is over. */
export interface Alert {
  readonly pipeline: string;
  /** What it is about; all alerts of one incident have the same. */
  readonly cause: string;
  readonly state: 'raised' | 'recovered';
  /** One line. */
  readonly title: string;
  /** What happened, and what to do. */
  readonly message: string;
  /** Who has to act. */
  readonly actor: ErrorActor;
  /** How many records are concerned; 0 where it is not about records. */
  readonly records: number;
  /** Some of their keys. */
  readonly examples: readonly string[];
  /** RFC 3339 moment at which the incident began. */
  readonly since: string;
  /** RFC 3339 moment of this alert. */
  readonly at: string;
}
