/** The networks of IPv4 that are nobody’s on the internet, as numbers and lengths of their prefixes. */
const reservedNetworks: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Whether an IP address belongs to a host on the internet: not to this machine, a private network, a cloud’s metadata
 * service, or nobody (Source: IANA IPv4 and IPv6 Special-Purpose Address Registries). What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  return bare.includes(':') ? isPublicV6(bare) : isPublicV4(bare);
}

function isPublicV4(address: string): boolean {
  const number = v4Number(address);
  if (number === null) return false;
  return !reservedNetworks.some(([network, length]) => {
    const size = 2 ** (32 - length);
    return Math.floor(number / size) === Math.floor((v4Number(network) ?? 0) / size);
  });
}

function v4Number(address: string): number | null {
  const parts = address.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255))
    return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

function isPublicV6(address: string): boolean {
  const groups = v6Groups(address);
  if (groups === null) return false;
  const [first = 0, second = 0] = groups;
  const embedded = groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
  // IPv4 in the clothes of IPv6: mapped (::ffff:0:0/96) and translated (64:ff9b::/96).
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return isPublicV4(embedded);
  if (first === 0x64 && second === 0xff9b && groups.slice(2, 6).every((group) => group === 0))
    return isPublicV4(embedded);
  // Only 2000::/3 is given out; 6to4 (2002::/16), protocols (2001::/23) and documentation lie within it.
  if (first >> 13 !== 1 || first === 0x2002) return false;
  return !(first === 0x2001 && (second < 0x200 || second === 0xdb8));
}

function v6Groups(address: string): readonly number[] | null {
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const number = tail === undefined ? null : v4Number(tail);
  if (tail !== undefined && number === null) return null;
  const text =
    tail === undefined || number === null
      ? address
      : `${address.slice(0, -tail.length)}${(number >>> 16).toString(16)}:${(number & 0xffff).toString(16)}`;
  const [head = '', rest, ...more] = text.split('::');
  if (more.length > 0) return null;
  const before = head === '' ? [] : head.split(':');
  const after = rest === undefined || rest === '' ? [] : rest.split(':');
  const missing = 8 - before.length - after.length;
  if (rest === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [
    ...before,
    ...Array.from({ length: rest === undefined ? 0 : missing }, () => '0'),
    ...after,
  ];
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null;
  return groups.map((group) => Number.parseInt(group, 16));
}
