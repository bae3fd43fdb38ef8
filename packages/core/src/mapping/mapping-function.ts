import type { JsonValue } from '../model/index.ts';

/** What a registered function is told beside its arguments. */
export interface MappingFunctionContext {
  /** The target locale; `null` in a rule that is not localized. */
  readonly locale: string | null;
  readonly scope: string | null;
}

/**
 * A function of the application that mappings call by name. It must be pure: same arguments, same result. A
 * change of what it does is announced by a new `version`, or else records that did not change are not sent anew.
 */
export interface MappingFunction {
  readonly version?: string;
  /** Gets the values of the arguments (`undefined` where there is none) and gives JSON, or `undefined` for none. */
  readonly run: (args: readonly unknown[], context: MappingFunctionContext) => JsonValue | undefined;
}
