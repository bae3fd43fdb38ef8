/** The code of a check while it is made. Nothing but numbers of values and functions enters the source text. */
export class CheckCode {
  private readonly values = new Map<unknown, string>();
  private readonly functions: string[] = [];

  /** Hands a value over, and gives the name under which the code finds it. */
  value(value: unknown): string {
    const name = this.values.get(value) ?? `d${this.values.size}`;
    this.values.set(value, name);
    return name;
  }

  /**
   * Adds a function of the parameter `v`, and gives its name.
   *
   * @param lines of its body.
   */
  function(lines: readonly string[]): string {
    const name = `f${this.functions.length}`;
    this.functions.push([`function ${name}(v) {`, ...lines, '}'].join('\n'));
    return name;
  }

  /**
   * Makes the function that says whether a condition on `v` holds.
   *
   * @returns `null` where the runtime does not permit code from text (some workers, strict content policies).
   */
  compile(condition: string): ((value: unknown) => boolean) | null {
    const source = [
      '"use strict";',
      ...[...this.values.values()].map((name, index) => `const ${name} = d[${index}];`),
      ...this.functions,
      `return (v) => ${condition};`,
    ].join('\n');
    try {
      // oxlint-disable-next-line typescript/no-implied-eval, no-new-func
      const make = new Function('d', source) as (data: readonly unknown[]) => (value: unknown) => boolean;
      return make([...this.values.keys()]);
    } catch (error) {
      // Runtimes that forbid code from text say so in different classes of errors; a mistake of ours is a SyntaxError.
      if (error instanceof SyntaxError) throw error;
      return null;
    }
  }
}
