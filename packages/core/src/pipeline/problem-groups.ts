import { errorCodeDefinition, issueHint } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import type { FailedRecord, ProblemGroup, RejectedRecord } from '../events/index.ts';
import { hashText } from '../model/index.ts';

const shownExamples = 5;
// Causes that are told apart; further ones go by their code.
const mostGroups = 200;

/** Collects what went wrong, grouped by cause. */
export interface ProblemGroups {
  addRejected(records: readonly RejectedRecord[]): void;
  addFailed(records: readonly FailedRecord[]): void;
  /** Most frequent first. */
  list(): readonly ProblemGroup[];
}

type Description = Omit<ProblemGroup, 'cause' | 'count' | 'examples'>;
type OpenGroup = Description & { cause: string; count: number; examples: string[] };

/** Makes an empty collection. */
export function createProblemGroups(): ProblemGroups {
  const groups = new Map<string, OpenGroup>();
  const groupOf = (exact: string, describe: () => Description): OpenGroup => {
    const known = groups.get(exact);
    if (known !== undefined) return known;
    const description = describe();
    // Words that differ for every record must not make the report as long as the catalogue.
    const cause = groups.size < mostGroups ? exact : JSON.stringify(['others', description.code]);
    const group = groups.get(cause) ?? { ...description, cause: hashText(cause), count: 0, examples: [] };
    groups.set(cause, group);
    return group;
  };
  const add = (cause: string, key: string, describe: () => Description) => {
    const group = groupOf(cause, describe);
    group.count += 1;
    if (group.examples.length < shownExamples) group.examples.push(key);
  };
  return {
    addRejected(records) {
      for (const { key, issues } of records) {
        const errors = issues.filter(({ severity }) => severity === 'error');
        // A record counts once per cause, however many of its values have it.
        const causes = new Map(errors.map((issue) => [causeOf(issue), issue]));
        for (const [cause, issue] of causes) add(cause, key, () => describeIssue(issue));
      }
    },
    addFailed(records) {
      for (const { key, error } of records) {
        const cause = JSON.stringify(['failed', error.code, error.connector, error.operation]);
        const { code, message, hint } = error;
        add(cause, key, () => ({
          code,
          status: 'failed',
          message,
          hint: hint ?? errorCodeDefinition(code).hint,
        }));
      }
    },
    list: () => [...groups.values()].toSorted((a, b) => b.count - a.count),
  };
}

function causeOf({ code, attribute, path, rule, platform, message }: Issue): string {
  const place =
    attribute ??
    rule ??
    path?.replaceAll(/\[\d+\]|\.\d+(?=\.|$)/g, '') ??
    // What has no place is told apart by its words, but for the values in them.
    message.replaceAll(/“[^”]*”/g, '“…”');
  return JSON.stringify(['rejected', code, place, rule, platform?.code]);
}

function describeIssue(issue: Issue): Description {
  return {
    code: issue.code,
    status: 'rejected',
    message: issue.message,
    hint: issueHint(issue),
    ...(issue.attribute === undefined ? {} : { attribute: issue.attribute }),
    ...(issue.rule === undefined ? {} : { rule: issue.rule }),
  };
}
