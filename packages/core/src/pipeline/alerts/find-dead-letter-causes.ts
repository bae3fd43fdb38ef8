import { errorCodes } from '../../errors/index.ts';
import type { ErrorActor } from '../../errors/index.ts';
import type { ProblemGroup } from '../../events/index.ts';
import type { DeadLetter } from '../../state/index.ts';
import type { PipelineOptions } from '../pipeline-options.ts';
import { createProblemGroups } from '../problem-groups.ts';
import type { ProblemGroups } from '../problem-groups.ts';
import type { IncidentCause } from './incident-cause.ts';

/** Dead letters, grouped by what they have in common. */
export async function findDeadLetterCauses({
  name,
  store,
  alerts: { deadLetters: minimum = 1 } = {},
}: PipelineOptions): Promise<IncidentCause[]> {
  const groups = new Map<string, ProblemGroups>();
  for await (const letters of store.deadLetters(name)) {
    for (const letter of letters) {
      const group = groups.get(letter.entity) ?? createProblemGroups();
      groups.set(letter.entity, group);
      addLetter(letter, group);
    }
  }
  return [...groups].flatMap(([entity, group]) =>
    group
      .list()
      .filter(({ count }) => count >= minimum)
      .map((problem) => describe(entity, problem)),
  );
}

function addLetter({ key, stage, issues, error }: DeadLetter, group: ProblemGroups): void {
  if (error === null) group.addRejected([{ key, stage, issues }]);
  else group.addFailed([{ key, stage, error }]);
}

function describe(entity: string, problem: ProblemGroup): IncidentCause {
  const { cause, code, status, message, hint, attribute, count, examples } = problem;
  return {
    cause: `${status} ${entity} ${cause}`,
    title: `Records of “${entity}” are ${status}: ${code}${attribute === undefined ? '' : `, attribute “${attribute}”`}`,
    message: `${message}\n${hint}`,
    actor: status === 'rejected' ? 'steward' : actorOf(code),
    records: count,
    examples,
  };
}

// A record that failed and stays failed needs somebody, even where its error alone would not.
function actorOf(code: string): ErrorActor {
  const known: Readonly<Record<string, { readonly actor: ErrorActor }>> = errorCodes;
  const actor = known[code]?.actor ?? 'operator';
  return actor === 'nobody' ? 'operator' : actor;
}
