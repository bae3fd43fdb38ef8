import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';

import { isObject, textOf } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { toJsonSchema, withoutRequired } from './swagger-schema.ts';

interface Operation {
  /** `get /api/rest/v1/products` */
  readonly name: string;
  readonly method: string;
  readonly pattern: RegExp;
  readonly variables: number;
  readonly description: JsonObject;
}

/** Query parameters that the documentation of 2026 has and the description of 2025 has not. */
const newerParameters = [
  'search_locale',
  'search_scope',
  'convert_measurements',
  'with_asset_share_links',
  'limit',
  'updated_after',
];

/** The platform's own description of its API, held against requests and answers. */
export class SwaggerContract {
  readonly operations: readonly Operation[];
  readonly covered = new Set<string>();
  readonly #ajv = new Ajv({ strict: false, allErrors: true });
  readonly #changes = new Map<JsonObject, JsonObject>();
  readonly #validators = new Map<JsonObject, ValidateFunction>();

  /** @param folder the folder with the contracts of all platforms */
  constructor(folder: string) {
    const text = readFileSync(join(folder, 'akeneo/akeneo-web-api.swagger2.json'), 'utf8');
    const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, JsonObject>> };
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, description]) => ({
        name: `${method} ${path}`,
        method: method.toUpperCase(),
        pattern: patternOf(path),
        variables: path.split('{').length,
        description,
      })),
    );
  }

  /** What is wrong with an exchange, in the eyes of the description; nothing for what it does not describe. */
  async problems(request: Request, response: Response): Promise<string[]> {
    const url = new URL(request.url);
    const path = decodeURIComponent(url.pathname);
    const operation = this.operations
      .filter(({ method, pattern }) => method === request.method && pattern.test(path))
      .toSorted((left, right) => left.variables - right.variables || right.name.length - left.name.length)[0];
    if (operation === undefined) return [];
    const { name, description } = operation;
    const responses = isObject(description['responses']) ? description['responses'] : {};
    // Described once for the whole API, and not with each operation.
    const general = [401, 403, 404, 429].includes(response.status);
    const described = responses[String(response.status)];
    if (!isObject(described)) return general ? [] : [`${name}: status ${response.status} is not described`];
    if (response.ok) this.covered.add(name);
    const found = [
      ...(response.ok ? this.#requestProblems(url, description) : []),
      ...(response.ok ? await this.#bodyProblems(request, description) : []),
      ...(await this.#responseProblems(response, described)),
    ];
    return found.map((problem) => `${name} ${response.status}: ${problem}`);
  }

  #requestProblems({ searchParams }: URL, description: JsonObject): string[] {
    const parameters = parametersOf(description);
    const known = new Set([...newerParameters, ...parameters.map(({ name }) => textOf(name))]);
    return [...searchParams.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `query parameter ${name} is not described`);
  }

  async #bodyProblems(request: Request, description: JsonObject): Promise<string[]> {
    const body = parametersOf(description).find((parameter) => parameter['in'] === 'body');
    const type = request.headers.get('content-type') ?? '';
    if (!isObject(body?.['schema']) || !type.includes('json')) return [];
    const schema = this.#requestSchema(body['schema'], request.method);
    return jsonTexts(await request.text(), type).flatMap((text) =>
      this.#check(schema, JSON.parse(text) as Json),
    );
  }

  #requestSchema(schema: JsonObject, method: string): JsonObject {
    if (method !== 'PATCH') return schema;
    const known = this.#changes.get(schema) ?? withoutRequired(schema);
    this.#changes.set(schema, known);
    return known;
  }

  async #responseProblems(response: Response, { schema }: JsonObject): Promise<string[]> {
    const type = response.headers.get('content-type') ?? '';
    if (!isObject(schema) || !type.includes('json')) return [];
    return jsonTexts(await response.text(), type).flatMap((text) => {
      const value = JSON.parse(text) as Json;
      // Some lists are described by what is in them.
      if (Array.isArray(value) && schema['type'] !== 'array') {
        return (value as readonly Json[]).flatMap((item) => this.#check(schema, item));
      }
      return this.#check(schema, value);
    });
  }

  #check(schema: JsonObject, value: Json): string[] {
    const known = this.#validators.get(schema) ?? this.#ajv.compile(toJsonSchema(schema));
    this.#validators.set(schema, known);
    if (known(value)) return [];
    const errors = (known.errors ?? []).filter(
      ({ keyword, params }) => keyword !== 'anyOf' && params['type'] !== 'null',
    );
    return errors.map(
      ({ instancePath, message, params }) => `${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }
}

/** Codes of files have slashes. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/\{\w+\}/gu, path.includes('media-files') ? '.+' : '[^/]+')}$`, 'u');

const parametersOf = (description: JsonObject): JsonObject[] => {
  const { parameters } = description;
  return Array.isArray(parameters) ? (parameters as readonly Json[]).filter(isObject) : [];
};

const jsonTexts = (text: string, type: string): string[] =>
  type.includes('vnd.akeneo.collection') ? text.split('\n').filter(Boolean) : text === '' ? [] : [text];
