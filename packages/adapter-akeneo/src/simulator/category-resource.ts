import { unknownCode } from './api-error.ts';
import { sameCode } from './code-map.ts';
import type { Category } from './entities.ts';
import { notify } from './pim.ts';
import type { Pim } from './pim.ts';
import type { Resource } from './resource-routes.ts';
import { flagOf, structureSearch } from './structure-search.ts';

/** Categories, in trees. */
export function categoryResource(pim: Pim): Resource<Category> {
  return {
    noun: 'category',
    area: 'categories',
    path: '/categories',
    name: 'pim_api_category',
    defaults: {
      parent: null,
      labels: {},
      updated: null,
      position: null,
      values: {},
      channel_requirements: [],
    },
    store: () => pim.categories,
    search: (query, store) =>
      structureSearch(pim, query, store, (criterion) => {
        const { property, operator, value } = criterion;
        if (property === 'is_root') {
          const wanted = flagOf(criterion);
          return ({ parent }) => (parent === null) === wanted;
        }
        if (property !== 'parent' || operator !== '=' || typeof value !== 'string') return undefined;
        return ({ parent }) => parent !== null && sameCode(parent, value);
      }),
    present({ values, channel_requirements: requirements, ...category }, query) {
      return {
        ...category,
        updated: pim.time.format(pim.categories.updatedAt(category.code)),
        ...(query.get('with_position') === 'true' ? { position: positionOf(pim, category) } : {}),
        ...(pim.features.saas ? { values: values ?? {}, channel_requirements: requirements ?? [] } : {}),
      };
    },
    finish({ updated: _updated, position: _position, ...merged }, previous) {
      const category = merged as Category;
      const { parent } = category;
      if (parent !== null && !pim.categories.has(parent)) throw unknownCode('parent', 'category', parent);
      return previous === undefined ? category : { ...category, code: previous.code };
    },
    check({ code, parent }) {
      for (let above = parent; above !== null; above = pim.categories.get(above)?.parent ?? null) {
        if (sameCode(above, code))
          return [{ property: 'parent', message: 'The category cannot be below itself.' }];
      }
      return [];
    },
    saved: ({ code }, previous, author) =>
      notify(pim, {
        type: previous === undefined ? 'category.created' : 'category.updated',
        data: { category: { code } },
        author,
      }),
  };
}

function positionOf(pim: Pim, { code, parent }: Pick<Category, 'code' | 'parent'>): number {
  const siblings = [...pim.categories.values()].filter((other) => other.parent === parent);
  return siblings.findIndex((other) => other.code === code) + 1;
}
