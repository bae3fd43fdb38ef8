import { ConnectorError } from '../errors/index.ts';

/** Checks a number that a limiter or client is made with. */
export function assertPositive(name: string, value: number): void {
  if (Number.isFinite(value) && value > 0) return;
  throw new ConnectorError('config.invalid', `${name} must be a number above 0, not ${value}`);
}
