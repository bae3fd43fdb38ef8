import { checkResult } from '../connector/index.ts';
import type { CheckResult } from '../connector/index.ts';
import { toConnectorError } from '../errors/index.ts';
import type { HttpClient } from './http-client.ts';
import type { HttpRequest } from './http-request.ts';

/**
 * The `check` of a connector whose platform shows by one request whether address and credentials are right. One that
 * can tell more, such as permissions or the version of the API, makes a result of its own with {@link checkResult}.
 *
 * @param request something small that needs the credentials, with the signal of the context.
 */
export async function checkAddress(http: HttpClient, request: HttpRequest): Promise<CheckResult> {
  try {
    await http.request(request);
    return checkResult([{ name: 'address', status: 'ok', message: 'The platform answers' }]);
  } catch (error) {
    const { message, hint } = toConnectorError(error, 'connection.failed');
    return checkResult([{ name: 'address', status: 'failed', message, hint }]);
  }
}
