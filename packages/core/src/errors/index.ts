export { errorCodeDefinition, errorCodes } from './error-codes.ts';
export type { ErrorActor, ErrorCode, ErrorCodeDefinition, ErrorReach, ErrorRetry } from './error-codes.ts';
export { hasErrors, issueHint, issueHints, issueSchema, issueSeveritySchema, showValue } from './issue.ts';
export type { Issue, IssueSeverity, KnownIssueCode } from './issue.ts';
export { ConnectorError, isConnectorError, toConnectorError } from './connector-error.ts';
export type { ConnectorErrorJson, ConnectorErrorOptions, ErrorPlace } from './connector-error.ts';
export { createRedactor, redactText, redactValue } from './redact.ts';
export type { Redact } from './redact.ts';
export { innermostIssues } from './innermost-issues.ts';
