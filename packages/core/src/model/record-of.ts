import { z } from 'zod';

/**
 * A record of values by name, as `z.record`, which however leaves out a property named `__proto__` without a
 * word: here it is refused.
 */
export function recordOf<Key extends z.ZodType<string, string>, Value extends z.ZodType>(
  key: Key,
  value: Value,
): z.ZodPreprocess<z.ZodRecord<Key, Value>> {
  return z.preprocess(
    (input, context) => {
      if (typeof input === 'object' && input !== null && Object.hasOwn(input, '__proto__')) {
        context.addIssue({
          code: 'custom',
          path: ['__proto__'],
          message: 'is a name that JavaScript itself uses; rename it in the source',
        });
      }
      return input;
    },
    z.record(key, value),
  );
}
