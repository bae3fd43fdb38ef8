import { SkippingClock } from '@pim-connector/core';

import { createAkeneoSimulator } from '../simulator/index.ts';
import type { AkeneoSimulator, AkeneoSimulatorOptions } from '../simulator/index.ts';

/**
 * A simulated PIM, with the options that connect to it. Their clock stands still unless somebody sleeps: what a connector
 * remembers for a moment does not get old on a busy machine.
 */
export function simulatedPim(options: AkeneoSimulatorOptions = {}) {
  const { clock = new SkippingClock(Date.now()) } = options;
  const simulator: AkeneoSimulator = createAkeneoSimulator({ ...options, clock });
  const { clientId, secret: clientSecret, username, password } = simulator.connection;
  const connection = {
    url: 'https://pim.example',
    clientId,
    clientSecret,
    username,
    password,
    fetch: simulator.handler,
    retry: { attempts: 1 },
    clock,
  };
  return { simulator, connection };
}
