import { ConnectorError, createRedactor } from '../errors/index.ts';
import type { ConnectorErrorOptions, ErrorCode, Redact } from '../errors/index.ts';
import type { Clock } from './clock.ts';
import type { Limiter } from './limiter.ts';
import { Secret, collectSecrets } from './secret.ts';
import { createSharedLimits } from './shared-limits.ts';
import type { SharedLimits } from './shared-limits.ts';

/** What a connector’s factory is given beside its config. */
export interface ConnectorTools {
  /** Type of the connector. */
  readonly type: string;
  /** Masks all secrets known so far in a text. */
  readonly redact: Redact;
  /** Makes a secret of a value that came later than the config, such as an access token: it is masked from then on. */
  protect(value: string): Secret;
  /**
   * A limiter that the connector shares with all others of the same account, as soon as pipelines use them; see
   * {@link LimiterPool}. Hand it to the HTTP client. Names are told apart by {@link ConnectorTools.type}: source and
   * destination of one platform share limits if they have one type.
   *
   * @param name what the platform counts together, such as the address of the account and the id of the app. No secrets.
   * @param own the limiter to begin with.
   */
  sharedLimiter(name: string, own: Limiter, clock: Clock): Limiter;
  /** Builds an error with the connector filled in and its secrets masked. */
  error(code: ErrorCode, message: string, options?: ConnectorErrorOptions): ConnectorError;
}

// Access tokens change every hour or so; old ones expire long before this many newer ones exist.
const rememberedTokens = 64;

/** Makes the tools of one connector instance; `defineSource` and `defineDestination` do it for connectors. */
export function createConnectorTools(
  type: string,
  config: unknown,
  limits: Pick<SharedLimits, 'limiter'> = createSharedLimits(),
): ConnectorTools {
  const configured = collectSecrets(config).map((secret) => secret.reveal());
  let later: string[] = [];
  let mask = createRedactor(configured);
  const redact: Redact = (text) => mask(text);
  return {
    type,
    redact,
    protect(value) {
      if (!later.includes(value))
        mask = createRedactor([...configured, ...later.slice(1 - rememberedTokens), value]);
      // The latest stands last, also one that is protected again, so that a token in use is never forgotten.
      later = [...later.filter((other) => other !== value), value].slice(-rememberedTokens);
      return new Secret(value);
    },
    sharedLimiter: (name, own, clock) => limits.limiter(`${type} ${name}`, own, clock),
    error: (code, message, options) =>
      new ConnectorError(code, message, { connector: type, ...options, redact }),
  };
}
