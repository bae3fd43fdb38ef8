/**
 * Decides whether a request may go to an address: asked before each request, and again for each redirect.
 *
 * @throws ConnectorError `request.rejected` for an address where it must not go.
 */
export type AddressGuard = (url: URL) => Promise<void> | void;
