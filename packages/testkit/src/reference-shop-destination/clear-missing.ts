import type { Mapping, TargetDescription } from '@pim-connector/core';

/**
 * Makes rules clear their target when the source has no value for it, wherever the target can be empty and the rule
 * does not say itself what happens then.
 */
export function clearMissing(mapping: Mapping, targets: readonly TargetDescription[]): Mapping {
  return {
    ...mapping,
    rules: mapping.rules.map((rule) =>
      canBeCleared(rule, targets) ? { ...rule, onMissing: 'clear' } : rule,
    ),
  };
}

function canBeCleared(
  { to, level = 'product', required, onMissing }: Mapping['rules'][number],
  targets: readonly TargetDescription[],
): boolean {
  if (required === true || onMissing !== undefined) return false;
  const target = targets.find((each) => each.level === level && fits(each.path, to));
  return target?.nullable === true;
}

/** Whether a path is that of a target, in which `{locale}` stands for any locale. */
function fits(target: string, path: string): boolean {
  const [expected, actual] = [target.split('.'), path.split('.')];
  return (
    expected.length === actual.length &&
    expected.every((name, index) => name === '{locale}' || name === actual[index])
  );
}
