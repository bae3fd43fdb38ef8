import { createAkeneoSimulator } from '../simulator/index.ts';
import type { AkeneoSimulator, AkeneoSimulatorOptions } from '../simulator/index.ts';

/** A simulated PIM, with the options that connect to it. */
export function simulatedPim(options: AkeneoSimulatorOptions = {}) {
  const simulator: AkeneoSimulator = createAkeneoSimulator(options);
  const { clientId, secret: clientSecret, username, password } = simulator.connection;
  const connection = {
    url: 'https://pim.example',
    clientId,
    clientSecret,
    username,
    password,
    fetch: simulator.handler,
    retry: { attempts: 1 },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
  };
  return { simulator, connection };
}
