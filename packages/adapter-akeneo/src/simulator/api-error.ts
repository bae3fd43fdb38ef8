import type { Json, JsonObject } from './json.ts';

/** One finding of a validation, as the PIM words it. */
export type FieldError = {
  readonly property: string;
  readonly message: string;
  readonly attribute?: string;
  readonly locale?: string | null;
  readonly scope?: string | null;
};

const reference = 'http://api.akeneo.com/api-reference.html';

/** A request that the PIM refuses. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, body: JsonObject = {}, headers: Record<string, string> = {}) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.body = { code: status, message, ...body };
    this.headers = headers;
  }
}

/** Data of the wrong shape: status 422 with a link to the documentation. */
export const documented = (message: string): ApiError =>
  new ApiError(422, `${message} Check the expected format on the API documentation.`, {
    _links: { documentation: { href: reference } },
  });

/** Data of the right shape that breaks rules: status 422 with all findings. */
export const invalid = (errors: readonly FieldError[]): ApiError =>
  new ApiError(422, 'Validation failed.', { errors: errors as readonly Json[] });

/** A property that there is not. */
export const unknownProperty = (name: string): ApiError => documented(`Property "${name}" does not exist.`);

/** A reference to what there is not, or to what the caller may not see. */
export const unknownCode = (property: string, noun: string, given: string): ApiError =>
  documented(
    `Property "${property}" expects a valid ${noun} code. The ${noun} does not exist, "${given}" given.`,
  );

/** A resource that there is not, or that the caller may not see. */
export const missing = (noun: string, code: string): ApiError =>
  new ApiError(404, `${noun} "${code}" does not exist or you do not have permission to access it.`);

/** A query that makes no sense: status 422 without findings. */
export const unprocessable = (message: string): ApiError => new ApiError(422, message);

/** An action that the caller may not do. */
export const forbidden = (action: string): ApiError =>
  new ApiError(403, `Access forbidden. You are not allowed to ${action}.`);
