import type { TargetDescription, TargetType } from '../connector/index.ts';
import type { ValueType } from './value-type.ts';
import { isTextual } from './value-type.ts';

/** Why a value does not go into a target, and what helps; `null`: as far as can be told, it does. */
export function misfit(
  value: ValueType,
  target: TargetDescription,
): { message: string; hint: string } | null {
  if (value.kind === 'any' || target.type === 'any') return null;
  if (!takes(target.type, value)) {
    return {
      message: `takes ${nameOf(target.type)}, but the rule gives ${article(value.kind)}`,
      hint: conversionHint(value, target.type),
    };
  }
  if (target.type === 'list' && target.items !== undefined && value.items !== undefined) {
    return misfit(value.items, { ...target, type: target.items });
  }
  const foreign = foreignOptions(value, target);
  if (foreign.length === 0) return null;
  return {
    message: `takes only certain values, and the rule can give others: ${foreign.slice(0, 5).join(', ')}`,
    hint: 'Translate the values with “lookup”.',
  };
}

/** Whether a text may come out longer than its target allows; `null`: it cannot. */
export function overlong(value: ValueType, target: TargetDescription): string | null {
  const limit = target.maxLength ?? target.maxBytes;
  if (limit === undefined || !isTextual(value)) return null;
  // A character takes up to three bytes of UTF-8 per code unit.
  const most =
    value.maxLength === undefined ? Infinity : value.maxLength * (target.maxLength === undefined ? 3 : 1);
  if (most <= limit) return null;
  const unit = target.maxLength === undefined ? 'bytes' : 'characters';
  const length = most === Infinity ? 'of any length' : `of up to ${most} ${unit}`;
  return `takes ${limit} ${unit}, but the rule can give a text ${length}`;
}

function takes(target: TargetType, value: ValueType): boolean {
  switch (target) {
    case 'text':
      return isTextual(value);
    case 'decimal':
      return value.kind === 'decimal';
    case 'integer':
    case 'number':
      return value.kind === 'integer';
    case 'boolean':
      return value.kind === 'boolean';
    case 'date':
      return value.kind === 'date' || value.kind === 'text';
    case 'dateTime':
      return value.kind === 'dateTime' || value.kind === 'text';
    case 'list':
      return value.kind === 'list';
    case 'object':
      return ['object', 'quantity', 'money', 'reference'].includes(value.kind);
    case 'any':
      return true;
  }
}

function conversionHint(value: ValueType, target: TargetType): string {
  if (value.kind === 'quantity' && (target === 'decimal' || target === 'integer')) {
    return 'Use “convert” with a unit and `as: "amount"`.';
  }
  if (value.kind === 'list' && target === 'text') return 'Use “join”, or “at” for one entry.';
  if (value.kind === 'list') return 'Use “at” for one entry; for money, “money” picks a currency.';
  if (target === 'list') return 'Use “list”.';
  if (target === 'decimal') return 'Use “number”.';
  if (target === 'integer' || target === 'number') return 'Use “integer”.';
  if (target === 'boolean') return 'Use “boolean”.';
  if (target === 'text' && value.kind === 'boolean') return 'Use “booleanWords”.';
  if (target === 'date' || target === 'dateTime') return 'Use “parseDate”.';
  return 'Use “get” to pick a part of it, or “template” to write it as text.';
}

function foreignOptions(value: ValueType, target: TargetDescription): unknown[] {
  const { options } = target;
  if (options === undefined || value.options === undefined) return [];
  return value.options.filter((option) => !options.includes(option));
}

function nameOf(type: TargetType): string {
  return type === 'list' ? 'a list' : article(type);
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}
