import { z } from 'zod';

import { ConnectorError, innermostIssues } from '../errors/index.ts';
import type { Issue } from '../errors/index.ts';
import { schemaComplaint } from '../errors/schema-complaint.ts';

const typeForm = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Checks a connector’s type when it is defined, so that a wrong one never reaches a user. */
export function assertConnectorType(type: string): void {
  if (typeForm.test(type)) return;
  throw new ConnectorError('config.invalid', `“${type}” is not a connector type`, {
    hint: 'Use lower case letters, digits and single hyphens, such as “small-shop”.',
  });
}

/**
 * Checks what a user handed to a connector.
 *
 * @throws ConnectorError `config.invalid`, with an issue per wrong option; values are not repeated, since they
 *   may be secrets.
 */
export function parseConfig<Schema extends z.ZodType>(
  type: string,
  schema: Schema,
  config: unknown,
): z.output<Schema> {
  const result = schema.safeParse(config);
  if (result.success) return result.data;
  const issues = result.error.issues.flatMap(innermostIssues).map((issue): Issue => {
    const path = z.core.toDotPath(issue.path);
    return {
      code: 'value.invalid',
      severity: 'error',
      message: schemaComplaint(issue, { schema, data: config }),
      ...(path === '' ? {} : { path }),
    };
  });
  const list = issues
    // No colon after the name: what follows “password:” would be taken for a password and masked.
    .map(({ path, message }) => (path === undefined ? message : `“${path}” ${message}`))
    .join('; ');
  throw new ConnectorError('config.invalid', `The options of ${type} are not valid: ${list}`, {
    connector: type,
    issues,
  });
}
