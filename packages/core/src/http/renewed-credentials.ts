import { abortable } from './abortable.ts';
import { AttemptFailure } from './attempt-failure.ts';
import type { Call } from './call.ts';
import { failureOf, located } from './failure-of.ts';

/** Runs an attempt; if the platform refused the credentials, has them renewed and runs it once more. */
export async function withRenewedCredentials<Result>(
  call: Call,
  run: () => Promise<Result>,
): Promise<Result> {
  const { credentials } = call.client;
  const generation = credentials?.generation ?? 0;
  try {
    return await run();
  } catch (thrown) {
    const refused = thrown instanceof AttemptFailure && thrown.error.code === 'auth.failed';
    if (!refused || credentials === null || call.request.anonymous === true || call.body.once) throw thrown;
    await renewed(call, credentials.renew(generation));
    return run();
  }
}

async function renewed(call: Call, renewal: Promise<void>): Promise<void> {
  try {
    await abortable(renewal, call.signal);
  } catch (thrown) {
    if (call.signal?.aborted === true) throw failureOf(call, thrown);
    throw new AttemptFailure(located(call, thrown), 'never');
  }
}
