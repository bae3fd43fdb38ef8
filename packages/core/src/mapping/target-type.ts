/** Paths of targets in a record type: dotted, with `{locale}` where names are locales. */
export type TargetPath<R> = R extends readonly unknown[]
  ? never
  : R extends object
    ? { [Name in keyof R & string]: PathsBelow<Name, NonNullable<R[Name]>> }[keyof R & string]
    : never;

type PathsBelow<Name extends string, Value> = string extends Name
  ? string
  : Value extends readonly unknown[]
    ? Name
    : Value extends object
      ? string extends keyof Value
        ? Name | `${Name}.${string}`
        : Name | `${Name}.${TargetPath<Value>}`
      : Name;

/** What a target of a record type takes. */
export type TargetValue<R, Path extends string> = Path extends `${infer Name}.${infer Rest}`
  ? TargetValue<PropertyOf<R, Name>, Rest>
  : PropertyOf<R, Path> | null;

type PropertyOf<R, Name extends string> = R extends object
  ? Name extends keyof R
    ? NonNullable<R[Name]>
    : string extends keyof R
      ? NonNullable<R[keyof R]>
      : unknown
  : unknown;
