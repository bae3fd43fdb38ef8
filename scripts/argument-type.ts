/** The parts of a JSON Schema that the arguments of operators have. */
export interface ArgumentSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ArgumentSchema[];
  readonly items?: ArgumentSchema;
  readonly properties?: Readonly<Record<string, ArgumentSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: ArgumentSchema | boolean;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly default?: unknown;
}

/** Says in words what an argument takes. */
export function argumentType(schema: ArgumentSchema): string {
  const { type, anyOf, enum: options } = schema;
  if (schema.$ref !== undefined) return 'expression';
  if (anyOf !== undefined) return [...new Set(anyOf.map(argumentType))].join(', or ');
  if (options !== undefined) return options.map((option) => `\`${JSON.stringify(option)}\``).join(', ');
  if (type === 'array') return `list of ${plural(argumentType(schema.items ?? {}))}`;
  if (type === 'object') return objectType(schema);
  if (type === 'integer') return `whole number${rangeOf(schema)}`;
  if (type === 'string') return 'text';
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'null') return '`null`';
  return type === undefined ? 'any JSON' : type;
}

function objectType({ properties, required = [], additionalProperties }: ArgumentSchema): string {
  if (properties !== undefined) {
    const fields = Object.entries(properties).map(
      ([name, field]) => `\`${name}\`${required.includes(name) ? '' : ' (optional)'}: ${argumentType(field)}`,
    );
    return `object with ${fields.join('; ')}`;
  }
  const value = typeof additionalProperties === 'object' ? argumentType(additionalProperties) : 'any JSON';
  return `object of ${plural(value)} by name`;
}

function plural(type: string): string {
  if (type === 'any JSON' || type.includes('`')) return type;
  return type.startsWith('object') ? type.replace('object', 'objects') : `${type}s`;
}

function rangeOf({ minimum, exclusiveMinimum, maximum }: ArgumentSchema): string {
  const least = exclusiveMinimum === undefined ? minimum : exclusiveMinimum + 1;
  if (least === undefined || maximum === undefined) return '';
  // The largest limits are only there against nonsense.
  return maximum >= 10_000 ? (least < 0 ? '' : ` from ${least}`) : ` from ${least} to ${maximum}`;
}
