import { entitySchemas } from './entity.ts';
import type { Entity } from './entity.ts';
import { sureCheck } from './sure-check.ts';
import type { SureCheck } from './sure-check.ts';

// Made when a check is needed first: an application may never need some of them.
const checks = new Map<Entity, SureCheck>();

/**
 * Whether a record is surely valid and in canonical form. `true`: it is plain JSON ({@link jsonDefect}), and the schema
 * of the entity ({@link entitySchemas}) accepts it and gives back an equal record. `false`: only the schema knows. Good
 * records are known by it in about a sixth of the time that parsing them takes.
 */
export function isSurelyValid(entity: Entity, data: unknown): boolean {
  const check = checks.get(entity) ?? sureCheck(entitySchemas[entity]);
  checks.set(entity, check);
  return check(data);
}
