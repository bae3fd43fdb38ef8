// The text of docs/operators.md, out of the table of operators.
import { allOperators } from '../packages/core/src/mapping/expression-schema.ts';
import type { AnyOperator } from '../packages/core/src/mapping/expression-schema.ts';
import { mappingJsonSchema } from '../packages/core/src/mapping/mapping.ts';
import type { OperatorExample, OperatorGroup } from '../packages/core/src/mapping/operator.ts';
import { evaluateExpression } from '../packages/core/src/mapping/operators/evaluate-expression.ts';
import { sampleMapping, sampleProduct, sampleSource } from '../packages/core/src/mapping/operators/sample.ts';
import type { ValueType } from '../packages/core/src/mapping/value-type.ts';
import { argumentType } from './argument-type.ts';
import type { ArgumentSchema } from './argument-type.ts';
import { showJson } from './show-json.ts';

// The arguments as the published JSON Schema tells them.
const { $defs } = mappingJsonSchema() as {
  readonly $defs?: { readonly Expression?: { readonly oneOf?: readonly ArgumentSchema[] } };
};
const schemas = new Map(
  ($defs?.Expression?.oneOf ?? []).map((schema) => [schema.properties?.['op']?.const, schema] as const),
);

const order: readonly OperatorGroup[] = [
  'reading',
  'choosing',
  'conditions',
  'text',
  'numbers',
  'units and money',
  'dates',
  'lists and objects',
  'locales',
  'codes',
];

/** Makes the document. Every result in it is evaluated now. */
export function operatorsDocument(): string {
  const byGroup = Map.groupBy(allOperators(), ({ group }) => group);
  const groups = order.map((group) => [group, byGroup.get(group) ?? []] as const);
  const contents = groups.map(([group, operators]) => {
    const links = operators.map(({ name }) => `[\`${name}\`](#${name.toLowerCase()})`);
    return `- **${capitalized(group)}**: ${links.join(', ')}`;
  });
  const chapters = groups.flatMap(([group, operators]) => [
    `## ${capitalized(group)}`,
    ...operators.flatMap(describe),
  ]);
  return [
    '# Operators',
    '<!-- Made by scripts/generate-operators.ts out of the table of operators. Change it there. -->',
    introduction(allOperators().length),
    contents.join('\n'),
    ...chapters,
    ...sampleChapter(),
    '',
  ].join('\n\n');
}

function introduction(count: number): string {
  return `The ${count} operators of the [mapping language](mapping.md). An expression is an object with \`op\`, the name of an
operator, and its arguments; arguments of type *expression* are expressions again. A value that is missing goes through
most operators as it is: what happens then is said by the rule (\`onMissing\`) or by \`coalesce\`, \`when\` and
\`exists\`. A value that an operator cannot work with fails the rule, and only that one.

The results are those for the [sample product](#the-sample-product) below, in \`en-US\` where nothing else is said.`;
}

function describe(operator: AnyOperator): string[] {
  const { name, summary, output } = operator;
  return [
    `### ${name}`,
    summary,
    ...argumentTable(operator),
    `Gives: ${outputWords(output)}.`,
    ...operator.examples.map(showExample),
  ];
}

function argumentTable({ name: op }: AnyOperator): string[] {
  const schema = schemas.get(op);
  if (schema === undefined) throw new Error(`The JSON Schema does not show ${op}`);
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties)
    .filter(([name]) => name !== 'op')
    .map(([name, argument]) => {
      const need = required.includes(name) ? 'needed' : defaultWords(argument);
      return `| \`${name}\` | ${argumentType(argument)} | ${need} |`;
    });
  return rows.length === 0
    ? []
    : [['| argument | takes | default |', '| --- | --- | --- |', ...rows].join('\n')];
}

function defaultWords({ default: value }: ArgumentSchema): string {
  return value === undefined ? 'none' : `\`${JSON.stringify(value)}\``;
}

function outputWords({ kind, items }: ValueType): string {
  if (kind === 'any') return 'depends on the arguments';
  return items === undefined || items.kind === 'any' ? kind : `${kind} of ${items.kind}`;
}

function showExample({ expression, level }: OperatorExample): string {
  const evaluated = evaluateExpression(expression, level === undefined ? {} : { level });
  if ('issue' in evaluated) throw new Error(`${expression.op} fails: ${evaluated.issue.message}`);
  const { value } = evaluated;
  const result = value === undefined ? '// no value' : showJson(value);
  const place = level === 'variant' ? '// for the first variant\n' : '';
  return `\`\`\`jsonc\n${place}${showJson(expression)}\n// gives\n${result}\n\`\`\``;
}

function sampleChapter(): string[] {
  const block = (value: unknown) => `\`\`\`json\n${showJson(value)}\n\`\`\``;
  const { rules: _rules, ...mapping } = sampleMapping;
  return [
    '## The sample product',
    block(sampleProduct),
    'What its source says of itself:',
    block(sampleSource),
    'And the mapping in which the examples stand as rules:',
    block(mapping),
  ];
}

function capitalized(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
