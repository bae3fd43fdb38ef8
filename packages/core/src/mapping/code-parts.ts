/** What the code of several rules shares: the values that it refers to, and variables. */
export interface CodeParts {
  /** Hands a value over, and gives the name under which the code finds it. */
  data(value: unknown): string;
  values(): readonly unknown[];
  /** Name of the variable that holds an attribute of the record. */
  sharedAttribute(code: string): string;
  /** Code for the value of an expression that depends on the record alone; it is computed at its first use. */
  oncePerRecord(code: string): string;
  /** The code of a place in the record that is made; makes the objects around it where they are not there yet. */
  target(segments: readonly string[]): string;
  /** Declarations of the variables for each record. */
  perRecord(): readonly string[];
  /** Declarations of the variables for each variant. */
  perVariant(): readonly string[];
}

/** An object within the record that is made, by the name of the variable that holds it. */
interface TargetObject {
  readonly name: string;
  readonly inner: Map<string, TargetObject>;
}

const unset = Symbol('unset');

// As a key, a map takes it for 0.
const negativeZero = Symbol('-0');

/** Starts with no values and no variables. */
export function createCodeParts(): CodeParts {
  const places = new Map<unknown, number>();
  const attributes = new Map<string, string>();
  const results = new Map<string, string>();
  const made: TargetObject = { name: 'made', inner: new Map() };
  let objects = 0;

  const data = (value: unknown): string => {
    const key = Object.is(value, -0) ? negativeZero : value;
    const place = places.get(key) ?? places.size;
    places.set(key, place);
    return `d${place}`;
  };
  const target = (segments: readonly string[]): string => {
    let object = made;
    let code: string = made.name;
    for (const segment of segments.slice(0, -1)) {
      const inner: TargetObject = object.inner.get(segment) ?? { name: `t${objects++}`, inner: new Map() };
      object.inner.set(segment, inner);
      code = `(${inner.name} ??= ${code}[${data(segment)}] = {})`;
      object = inner;
    }
    return `${code}[${data(segments.at(-1))}]`;
  };

  return {
    data,
    values: () => [...places.keys()].map((key) => (key === negativeZero ? -0 : key)),
    sharedAttribute: (code) => nameOf(data(code), attributes, 'a'),
    oncePerRecord(code) {
      const result = nameOf(code, results, 'r');
      return `(${result} === ${data(unset)} ? ${result} = ${code} : ${result})`;
    },
    target,
    perRecord: () => [
      ...[...attributes].map(([code, name]) => `const ${name} = shared?.[${code}];`),
      ...[...results.values()].map((name) => `let ${name} = ${data(unset)};`),
    ],
    perVariant: () => Array.from({ length: objects }, (_none, index) => `let t${index};`),
  };
}

function nameOf(id: string, names: Map<string, string>, letter: string): string {
  const name = names.get(id) ?? `${letter}${names.size}`;
  names.set(id, name);
  return name;
}
