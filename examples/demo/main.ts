// `npm start`; `npm start -- --help` says what it can do.
import process from 'node:process';

import { isConnectorError } from '@pim-connector/core';

import type { Claim } from './src/claims.ts';
import { help } from './src/help.ts';
import { readOptions } from './src/options.ts';
import { runDemo } from './src/run-demo.ts';
import { createScreen } from './src/screen.ts';
import type { Screen } from './src/screen.ts';
import { syncCatalogue } from './src/sync-catalogue.ts';
import { UsageError } from './src/usage-error.ts';

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) refuse(error.message);
  else if (isConnectorError(error)) refuse(`${error.message}\n${error.hint}`);
  else throw error;
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const screen = createScreen(options.json ? process.stderr : process.stdout);
  if (options.own === null) {
    const claims = await runDemo(screen);
    return outcome(claims, screen, options.json);
  }
  const result = await syncCatalogue(options.own, screen);
  if (options.json) print('plan' in result ? result.plan : result);
  const good = 'plan' in result ? result.plan.problems.length === 0 : result.report.status === 'complete';
  return good ? 0 : 1;
}

function outcome(claims: readonly Claim[], screen: Screen, json: boolean): number {
  const failed = claims.filter(({ holds }) => !holds);
  if (json) print({ held: failed.length === 0, claims });
  screen.line();
  if (failed.length === 0) {
    screen.line(screen.good(`All ${claims.length} claims hold.`));
    return 0;
  }
  screen.line(screen.bad(`${failed.length} of ${claims.length} claims do not hold:`));
  for (const { claim } of failed) screen.line(`  ${claim}`);
  return 1;
}

function print(result: unknown): void {
  process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}

function refuse(message: string): void {
  process.stderr.write(`${message}\nnpm start -- --help shows what can be done.\n`);
  process.exitCode = 2;
}
