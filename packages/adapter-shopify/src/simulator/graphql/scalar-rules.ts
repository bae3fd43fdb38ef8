import { GraphQLError } from 'graphql';

/** How a scalar of the Admin API is written and read. */
interface ScalarRule {
  readonly coerceOutputValue: (value: unknown) => unknown;
  readonly coerceInputValue: (value: unknown) => unknown;
}

const decimalForm = /^-?\d+(?:\.\d+)?$/;

/** See {@link ScalarRule}; those not named here take any JSON. */
export const scalarRules: Readonly<Record<string, ScalarRule>> = {
  DateTime: {
    coerceOutputValue: (value) =>
      typeof value === 'number' ? new Date(value).toISOString().replace(/\.\d{3}Z$/, 'Z') : value,
    coerceInputValue: (value) => {
      if (typeof value === 'string' && !Number.isNaN(Date.parse(value))) return value;
      throw new GraphQLError(`invalid date '${String(value)}' for type DateTime`);
    },
  },
  Decimal: { coerceOutputValue: String, coerceInputValue: decimal },
  Money: { coerceOutputValue: String, coerceInputValue: decimal },
  UnsignedInt64: { coerceOutputValue: String, coerceInputValue: String },
  URL: { coerceOutputValue: String, coerceInputValue: url },
};

function decimal(value: unknown): string {
  const text = String(value);
  if ((typeof value === 'string' || typeof value === 'number') && decimalForm.test(text)) return text;
  throw new GraphQLError(`invalid decimal '${text}'`);
}

function url(value: unknown): string {
  if (typeof value === 'string' && URL.canParse(value)) return value;
  throw new GraphQLError(`Invalid url '${String(value)}', missing scheme`);
}
