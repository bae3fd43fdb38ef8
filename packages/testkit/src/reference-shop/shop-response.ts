/** What goes wrong with a request as a whole. */
export interface RequestProblem {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** Where in the request, if it is at one place. */
  readonly field?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown where a request cannot be served; becomes the answer. */
export class RequestRefusal extends Error {
  override readonly name = 'RequestRefusal';
  readonly problem: RequestProblem;

  constructor(problem: RequestProblem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The answer to a request that was refused. */
export function problemResponse({ status, code, message, field, headers = {} }: RequestProblem): Response {
  const error = { code, message, ...(field === undefined ? {} : { field }) };
  return Response.json({ error }, { status, headers });
}
