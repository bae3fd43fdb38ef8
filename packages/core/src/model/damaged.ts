import { fc } from '@fast-check/vitest';

/** What nobody should have put there, and what is only spelled otherwise. */
const odd: readonly (() => unknown)[] = [
  () => undefined,
  () => null,
  () => Number.NaN,
  () => Infinity,
  () => -0,
  () => 0,
  () => 12.5,
  () => 0.1 + 0.2,
  () => 1n,
  () => true,
  () => Symbol('odd'),
  () => () => 1,
  () => '',
  () => ' ',
  () => 'half \ud800',
  () => 'a\nb',
  () => 'x'.repeat(256),
  () => '12.50',
  () => '1e3',
  () => '9'.repeat(101),
  () => '2026-02-30',
  () => '04006381333930',
  () => 'de_DE',
  () => 'EUR',
  () => '__proto__',
  () => 'constructor',
  () => new Date(0),
  () => new Map(),
  () => Object('boxed') as object,
  () => Object.create({ key: 'inherited' }) as object,
  () => Object.create(null) as object,
  () => [],
  () => ({}),
  () => Array<unknown>(2),
  () => [undefined],
  () => [null],
  () => JSON.parse('{"__proto__":{}}') as object,
  () => ({ constructor: 1 }),
  () => ({ 'half \ud800': 1 }),
  () => Array.from({ length: 70 }).reduce<unknown>((inner) => [inner], 'deep'),
];

/** Something that is done to one place of a record. */
export interface Damage {
  readonly place: number;
  readonly way: string;
  readonly value: () => unknown;
}

/** Any damage. */
export const arbitraryDamage: fc.Arbitrary<Damage> = fc.record({
  place: fc.nat(),
  way: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'move'),
  value: fc.constantFrom(...odd),
});

/** A copy of a record that has been damaged. */
export function damaged(record: object, damages: readonly Damage[]): unknown {
  return damages.reduce<unknown>((copy, damage) => damageAt(copy, damage), structuredClone(record));
}

function damageAt(root: unknown, { place, way, value: make }: Damage): unknown {
  const value = make();
  const holders = holdersIn(root);
  const holder = holders[place % holders.length];
  if (holder === undefined) return value;
  const names = Object.keys(holder);
  const name = names[Math.floor(place / holders.length) % Math.max(1, names.length)];
  if (way === 'add' && Array.isArray(holder)) holder.push(value);
  else if (way === 'add') holder[place % 2 === 0 ? 'extra' : 'locale'] = value;
  else if (name === undefined) return root;
  else if (way === 'remove') delete holder[name];
  else if (way === 'repeat' && Array.isArray(holder)) holder.push(holder[name]);
  else if (way === 'move') holder[names[0] as string] = holder[name];
  else holder[name] = value;
  return root;
}

/** All lists and objects in a value, itself first. */
function holdersIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null || isBoxed(value)) return [];
  const inner = Object.values(value).flatMap((item: unknown) => holdersIn(item));
  return [value as Record<string, unknown>, ...inner];
}

// Its characters can be read as properties, but not written.
function isBoxed(value: object): boolean {
  return Object.prototype.toString.call(value) === '[object String]';
}
