import { z } from 'zod';

/**
 * Known codes of issues, each with what a merchandiser can do about it. A connector may use codes of its own
 * beside these (`<platform>.<word>`); they then carry their own hint.
 */
export const issueHints = {
  'value.missing': 'Fill in the value in the source system.',
  'value.invalid': 'Correct the value in the source system.',
  'value.too_long': 'Shorten the text in the source system, or let the mapping truncate it.',
  'value.too_many': 'Remove entries in the source system, or let the mapping take fewer.',
  'value.unknown_option':
    'Add the option to the mapping’s lookup table, or correct the value in the source system.',
  'value.unknown_unit': 'Use a unit of UN/ECE Recommendation 20 of the same dimension as the target.',
  'value.duplicate': 'Make the value unique in the source system.',
  'value.wrong_type':
    'Convert the value with an operator of the mapping, or correct it in the source system.',
  'reference.missing': 'Send the record that this one refers to, or remove the reference.',
  'rule.failed': 'Read the message; correct the value or the rule it names.',
  'record.invalid': 'Correct the record in the source system; nothing of it was sent.',
  'record.duplicate': 'Make the key unique in the source; of two records with one key the later one counts.',
  'record.ambiguous':
    'Make the value unique by which it is matched, in the source or at the destination, or choose another rule.',
  'record.unreadable': 'Correct the row in the source; the rows around it were read.',
  'gate.failed': 'Complete the record until the gate lets it pass.',
  'platform.rejected': 'Read the platform’s own words and correct the value they name.',
} as const satisfies Record<string, string>;

/** A code of {@link issueHints}. */
export type KnownIssueCode = keyof typeof issueHints;

/** `error` keeps the record from being written, `warning` and `info` do not. */
export const issueSeveritySchema = z.enum(['error', 'warning', 'info']);

/** A problem in the data of one record: data about data, never thrown. */
export const issueSchema = z.strictObject({
  code: z.string().min(1),
  severity: issueSeveritySchema,
  /** What is wrong, in words a merchandiser understands. */
  message: z.string(),
  /** What to do about it; see {@link issueHint} for the default of a known code. */
  hint: z.string().optional(),
  /** Where in the record: dotted path in the record that the stage looked at. */
  path: z.string().optional(),
  /** Source attribute code. */
  attribute: z.string().optional(),
  /** BCP 47 tag. */
  locale: z.string().optional(),
  scope: z.string().optional(),
  /** Key of the variant, where the problem lies in one variant. */
  variant: z.string().optional(),
  /** Target path of the mapping rule that was evaluated. */
  rule: z.string().optional(),
  /** The offending value, shortened to a readable length. */
  value: z.string().optional(),
  /** The platform’s own code and words, unchanged. */
  platform: z.strictObject({ code: z.string().optional(), message: z.string() }).optional(),
});

/** See {@link issueSchema}. */
export type Issue = z.infer<typeof issueSchema>;

/** `error` keeps the record from being written, `warning` and `info` do not. */
export type IssueSeverity = z.infer<typeof issueSeveritySchema>;

const shownValueLength = 120;

/**
 * Shortens any value for {@link Issue.value}: text as it is, everything else as JSON, at most 120 characters.
 * Never cuts a character in half; half a character in the value itself becomes U+FFFD.
 */
export function showValue(value: unknown): string {
  const text = typeof value === 'string' ? value : stringify(value);
  if (text.length <= shownValueLength) return text.toWellFormed();
  const start = text.slice(0, shownValueLength - 1);
  return `${start.replace(/[\ud800-\udbff]$/, '').toWellFormed()}…`;
}

/** What to do about an issue: its own hint, else that of its code, else a general word. */
export function issueHint(issue: Pick<Issue, 'code' | 'hint'>): string {
  if (issue.hint !== undefined) return issue.hint;
  return isKnownIssueCode(issue.code) ? issueHints[issue.code] : issueHints['platform.rejected'];
}

/** Whether any issue of the list keeps its record from being written. */
export function hasErrors(issues: readonly Issue[]): boolean {
  return issues.some((issue) => issue.severity === 'error');
}

function isKnownIssueCode(code: string): code is KnownIssueCode {
  return Object.hasOwn(issueHints, code);
}

function stringify(value: unknown): string {
  if (typeof value === 'bigint') return `${value}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '[not shown: not JSON]';
  }
}
