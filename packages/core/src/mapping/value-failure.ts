import type { KnownIssueCode } from '../errors/index.ts';

/** Thrown by an operator that cannot work with a value; becomes an issue of the rule, and stops only that rule. */
export class ValueFailure extends Error {
  override readonly name = 'ValueFailure';
  readonly code: KnownIssueCode;
  readonly value: unknown;
  /** The attribute that the value came from, as far as the rule tells. */
  readonly attribute: string | undefined;

  constructor(message: string, value: unknown, code: KnownIssueCode, attribute: string | undefined) {
    // Bad data makes many of these, and nobody looks where in the code: noting that takes longer than a whole rule.
    const { stackTraceLimit } = Error;
    Reflect.set(Error, 'stackTraceLimit', 0);
    super(message);
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
    this.code = code;
    this.value = value;
    this.attribute = attribute;
  }
}
