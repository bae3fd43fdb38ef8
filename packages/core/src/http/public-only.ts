import { ConnectorError } from '../errors/index.ts';
import type { AddressGuard } from './address-guard.ts';
import { isPublicAddress } from './public-address.ts';

/** See {@link publicOnly}. */
export interface PublicOnlyOptions {
  /**
   * Gives all IP addresses of a host name. Default: the resolver of the machine, where the runtime has one (Node, Bun,
   * Deno); elsewhere names are not resolved, and only what can be told from the name is refused.
   */
  readonly resolve?: (hostname: string) => Promise<readonly string[]>;
  /** Host names that are allowed whatever they resolve to, such as that of an asset server in the own network. */
  readonly except?: readonly string[];
}

interface RuntimeWithBuiltins {
  readonly process?: {
    getBuiltinModule?(id: 'node:dns'): Dns | undefined;
  };
}

interface Dns {
  readonly promises: {
    lookup(
      hostname: string,
      options: { readonly all: true },
    ): Promise<readonly { readonly address: string }[]>;
  };
}

const privateName = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/i;

/**
 * Lets requests go to hosts on the internet only: for addresses that come from data, such as the URL of an asset, so
 * that nobody can have the application fetch what only it can reach (server-side request forgery). Private, local and
 * reserved addresses are refused in every way of writing them, and so are names that resolve to one of them; redirects
 * are looked at like the first address.
 *
 * A name is resolved once more when the connection is made. Where names that change their address within that moment
 * must be feared too, let the requests go through a proxy that refuses private addresses.
 *
 * @example
 * const assets = createHttpClient({ connector: 'assets', baseUrl: 'https://cdn.example', guard: publicOnly() });
 */
export function publicOnly({
  resolve = machineResolver(),
  except = [],
}: PublicOnlyOptions = {}): AddressGuard {
  const allowed = new Set(except.map((name) => name.toLowerCase()));
  return async ({ hostname }) => {
    const name = hostname.replace(/\.$/, '').toLowerCase();
    if (allowed.has(name)) return;
    if (name.startsWith('[') || /^[\d.]+$/.test(name)) {
      if (!isPublicAddress(name)) throw refusal(name, 'is not an address on the internet');
      return;
    }
    if (privateName.test(name) || !name.includes('.')) throw refusal(name, 'is a name of a private network');
    if (resolve === undefined) return;
    const addresses = await resolved(name, resolve);
    const hidden = addresses.find((address) => !isPublicAddress(address));
    if (hidden !== undefined)
      throw refusal(name, `leads to ${hidden}, which is not an address on the internet`);
  };
}

async function resolved(
  name: string,
  resolve: NonNullable<PublicOnlyOptions['resolve']>,
): Promise<readonly string[]> {
  let cause: unknown;
  const addresses = await resolve(name).catch((error: unknown) => {
    cause = error;
    return [];
  });
  if (addresses.length > 0) return addresses;
  throw new ConnectorError('connection.failed', `The host name “${name}” could not be resolved`, { cause });
}

function machineResolver(): PublicOnlyOptions['resolve'] {
  const dns = (globalThis as RuntimeWithBuiltins).process?.getBuiltinModule?.('node:dns');
  if (dns === undefined) return undefined;
  return async (hostname) =>
    (await dns.promises.lookup(hostname, { all: true })).map(({ address }) => address);
}

function refusal(name: string, what: string): ConnectorError {
  return new ConnectorError('request.rejected', `“${name}” ${what}, and the request may go nowhere else`, {
    hint: 'Correct the address in the data. A host of the own network that is meant must be named in `except` of publicOnly().',
  });
}
