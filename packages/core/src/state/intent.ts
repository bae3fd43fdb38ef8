import type { Entity, RecordKey } from '../model/index.ts';

/**
 * A create that a pipeline has announced, at a platform that would make a second record of a second create. Belongs to
 * the account of the destination: of all pipelines that write to it, one at a time has the intent of a record.
 */
export interface Intent {
  readonly entity: Entity;
  readonly key: RecordKey;
  readonly pipeline: string;
  /** Id of the run. */
  readonly run: string;
  /** RFC 3339 moment at which it was announced. */
  readonly at: string;
}

/** An intent as the store gives it. */
export interface OpenIntent extends Intent {
  /** Whether a run of that pipeline is under way: the create may be carried out at this very moment. */
  readonly held: boolean;
}

/** What is known by the pipeline that wants to create a record. */
export interface Claim extends Omit<Intent, 'pipeline'> {
  /** Id of the remote record that the link leads to, as the pipeline knows it; `null`: it knows of no link. */
  readonly link: string | null;
  /** The intent that another pipeline left behind, if the platform was asked since what became of it. */
  readonly over: Intent | null;
}

/**
 * Whether a pipeline may announce a create. The answer only holds within the transaction in which the link and the
 * intent were read.
 *
 * @param link id of the remote record that the store’s link leads to; `null`: there is no link.
 * @param open the intent that there is already.
 */
export function mayClaim(
  pipeline: string,
  claim: Claim,
  link: string | null,
  open: OpenIntent | undefined,
): boolean {
  // Somebody has created it since.
  if (link !== null && link !== claim.link) return false;
  if (open === undefined || open.pipeline === pipeline) return true;
  return !open.held && claim.over !== null && isSameIntent(open, claim.over);
}

/** Whether two are one and the same announcement. */
export function isSameIntent(one: Intent, other: Omit<Intent, 'run'>): boolean {
  return (
    one.entity === other.entity &&
    one.key === other.key &&
    one.pipeline === other.pipeline &&
    one.at === other.at
  );
}
