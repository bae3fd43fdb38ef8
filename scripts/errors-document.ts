// The text of docs/errors.md, out of the tables of error codes and of issue codes.
import { errorCodes } from '../packages/core/src/errors/error-codes.ts';
import type {
  ErrorActor,
  ErrorCodeDefinition,
  ErrorReach,
  ErrorRetry,
} from '../packages/core/src/errors/error-codes.ts';
import { issueHints } from '../packages/core/src/errors/issue.ts';

const actors: Readonly<Record<ErrorActor, string>> = {
  operator: 'who runs the pipeline',
  steward: 'who keeps the data',
  developer: 'who wrote the configuration, the mapping or the connector',
  nobody: 'nobody: it passes, or the engine deals with it',
};

const reaches: Readonly<Record<ErrorReach, string>> = {
  record: 'the record; the others go on',
  batch: 'the batch that it was written in; the others go on',
  run: 'the run; what was committed stays, and the next run goes on from there',
};

const retries: Readonly<Record<ErrorRetry, string>> = {
  never: 'not before somebody has acted',
  backoff: 'again, later and later',
  after: 'again, from the moment on that the platform or the engine names',
};

/** Makes the document. */
export function errorsDocument(): string {
  const codes = Object.entries<ErrorCodeDefinition>(errorCodes);
  return [
    '# Errors and issues',
    '<!-- Made by scripts/generate-errors.ts out of the tables of codes in packages/core/src/errors. Change them there. -->',
    introduction(codes.length, Object.keys(issueHints).length),
    '## Codes of errors',
    table(
      ['code', 'who acts', 'stops', 'again'],
      codes.map(([code, { actor, stops, retry }]) => [link(code), actor, stops, retry]),
    ),
    words('Who acts', actors),
    words('What it stops', reaches),
    words('Whether the same again can succeed', retries),
    ...codes.flatMap(describe),
    '## Codes of issues',
    `An issue of severity \`error\` keeps its record from being written; \`warning\` and \`info\` do not. Connectors have
codes of their own beside these (\`<platform>.<word>\`), and then give the hint themselves.`,
    table(
      ['code', 'what to do'],
      Object.entries(issueHints).map(([code, hint]) => [`\`${code}\``, hint]),
    ),
    '',
  ].join('\n\n');
}

function introduction(errors: number, issues: number): string {
  return `Failures of execution are *errors*: each is a \`ConnectorError\` with one of the ${errors} codes below. Problems in the
data of a record are *issues*: a list per record, in dead letters, plans and reports, with ${issues} codes that core knows.

An error says what happened (\`message\`), where (\`connector\`, \`operation\`, \`entity\`, \`key\`, \`requestId\`) and what to do
(\`hint\`: the one of its code, unless the place that threw it knows a better one). It holds no secret. Ask for a code with
\`isConnectorError(error, 'auth.failed')\`, which also works across copies of the package.`;
}

function describe([code, { actor, stops, retry, summary, hint }]: readonly [string, ErrorCodeDefinition]) {
  return [
    `### ${code}`,
    summary,
    `**What to do:** ${hint}`,
    `Acts: ${actors[actor]}. Stops: ${reaches[stops]}. Same again: ${retries[retry]}.`,
  ];
}

function words(title: string, meanings: Readonly<Record<string, string>>): string {
  const items = Object.entries(meanings).map(([word, meaning]) => `- \`${word}\`: ${meaning}`);
  return [`${title}:`, '', ...items].join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const ruler = header.map(() => '---');
  return [header, ruler, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Headings lose their dots in the names that one can link to. */
function link(code: string): string {
  return `[\`${code}\`](#${code.replaceAll('.', '')})`;
}
