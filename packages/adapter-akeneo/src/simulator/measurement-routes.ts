import { documented, invalid, unknownProperty } from './api-error.ts';
import type { FieldError } from './api-error.ts';
import { bodyList } from './call.ts';
import type { MeasurementFamily, MeasurementUnit } from './entities.ts';
import { isObject, textOf } from './json.ts';
import type { JsonObject } from './json.ts';
import { runList } from './line-results.ts';
import { mergePatch } from './merge-patch.ts';
import type { Pim } from './pim.ts';
import { restRoute } from './route.ts';
import type { Route } from './route.ts';

const shape: JsonObject = { code: '', labels: {}, standard_unit_code: '', units: {} };

/** Measurement families come as one list without pages, and are written as one. */
export function measurementRoutes(pim: Pim): Route[] {
  const path = '/measurement-families';
  return [
    restRoute({
      method: 'GET',
      path,
      name: 'pim_api_measurement_family_get',
      run: () => ({ status: 200, body: [...pim.measurementFamilies.values()] }),
    }),
    restRoute({
      method: 'PATCH',
      path,
      name: 'pim_api_measurement_family_partial_update_list',
      body: 'json',
      run: (call) => runList(bodyList(call), (patch) => write(pim, patch)),
    }),
  ];
}

function write(pim: Pim, patch: JsonObject): { status: 201 | 204 } {
  const code = textOf(patch['code']);
  const previous = pim.measurementFamilies.get(code);
  const { units } = patch;
  for (const unit of isObject(units) ? Object.values(units) : []) {
    const extra = isObject(unit) ? Object.keys(unit).find((name) => !unitProperties.has(name)) : undefined;
    if (extra !== undefined) throw unknownProperty(extra);
    const operations = isObject(unit) ? unit['convert_from_standard'] : undefined;
    if (operations !== undefined && !(Array.isArray(operations) && operations.every(isObject))) {
      throw documented('Property "convert_from_standard" expects an array of operations as data.');
    }
  }
  const merged = mergePatch(shape, previous ?? { code, labels: {}, units: {} }, patch) as MeasurementFamily;
  const errors = familyErrors(merged, previous);
  if (errors.length > 0) throw invalid(errors);
  const completed = Object.fromEntries(
    Object.entries(merged.units).map(([name, unit]) => [
      name,
      { ...unit, labels: unit.labels ?? {}, symbol: unit.symbol ?? '' },
    ]),
  );
  pim.measurementFamilies.set(code, { ...merged, units: completed }, pim.clock.now());
  pim.structureVersion += 1;
  return { status: previous === undefined ? 201 : 204 };
}

const unitProperties = new Set(['code', 'labels', 'convert_from_standard', 'symbol']);

function familyErrors(family: MeasurementFamily, previous: MeasurementFamily | undefined): FieldError[] {
  const { standard_unit_code: standard, units } = family;
  if (previous !== undefined && previous.standard_unit_code !== standard) {
    return [
      {
        property: 'standard_unit_code',
        message: 'The standard unit code of the measurement family cannot be changed.',
      },
    ];
  }
  if (units[standard] === undefined) {
    return [
      {
        property: 'standard_unit_code',
        message: `The "${standard}" standard unit code does not exist in the list of units for this measurement family.`,
      },
    ];
  }
  return Object.entries(units).flatMap(([code, unit]) => unitErrors(code, unit));
}

function unitErrors(
  code: string,
  { convert_from_standard: operations = [] }: Partial<MeasurementUnit>,
): FieldError[] {
  const property = `units[${code}].convert_from_standard`;
  if (operations.length === 0) {
    return [{ property, message: 'A minimum of one conversion operation per unit is required.' }];
  }
  if (operations.length > 5)
    return [{ property, message: 'You’ve reached the limit of 5 conversion operations per unit.' }];
  return operations
    .filter(
      ({ operator, value }) =>
        !['mul', 'div', 'add', 'sub'].includes(operator) || !Number.isFinite(Number(value)),
    )
    .map(() => ({ property, message: 'The conversion value should be a number represented in a string.' }));
}
