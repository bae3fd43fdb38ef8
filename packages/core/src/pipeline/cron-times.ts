import { Cron } from 'croner';

import { ConnectorError, redactText } from '../errors/index.ts';

/** The times that a cron expression means. */
export interface CronTimes {
  /** `null`: there is none any more. */
  nextAfter(moment: number): Date | null;
  /** `null`: there was none. */
  previousBefore(moment: number): Date | null;
}

/**
 * Reads a cron expression.
 *
 * @param zone time zone, such as `Europe/Berlin`.
 * @throws ConnectorError `config.invalid` for an expression or zone that is none.
 */
export function parseCron(expression: string, zone: string): CronTimes {
  assertZone(expression, zone);
  try {
    // Paused and without a function: it only computes, and has no timer.
    const cron = new Cron(expression, {
      timezone: zone,
      paused: true,
      mode: '5-or-6-parts',
      // A list of hours is as fixed as one hour: when clocks go back, it comes once.
      fixedTimeRule: 'no-wildcard',
    });
    return {
      nextAfter: (moment) => cron.nextRun(new Date(moment)),
      previousBefore: (moment) => cron.previousRuns(1, new Date(moment))[0] ?? null,
    };
  } catch (error) {
    const why = redactText(error instanceof Error ? error.message : String(error));
    throw invalid(expression, why.replace('CronPattern: ', ''));
  }
}

function assertZone(expression: string, zone: string): void {
  try {
    Intl.DateTimeFormat('en', { timeZone: zone });
  } catch {
    throw invalid(expression, `“${zone}” is no time zone`);
  }
}

function invalid(expression: string, why: string): ConnectorError {
  return new ConnectorError('config.invalid', `The schedule “${expression}” is not valid: ${why}`, {
    hint: 'Use a cron expression such as "*/15 * * * *" and a time zone such as "Europe/Berlin".',
  });
}
