import type { Access } from './access.ts';
import { completenessesOf, qualityScoresOf } from './completeness.ts';
import type { Drafts } from './drafts.ts';
import type { Product, ProductModel } from './entities.ts';
import { identifierOf, mainIdentifier } from './pim.ts';
import type { Pim } from './pim.ts';
import { presentAssociations, presentQuantified } from './read-associations.ts';
import type { ProductNaming } from './read-associations.ts';
import type { ValueSelection } from './value-selection.ts';
import type { ValueTexts } from './value-texts.ts';
import { allCategories, allValues, ancestorsOf, familyCodeOf } from './values.ts';

/** What presenting products needs to know. */
export interface Presenter {
  readonly pim: Pim;
  readonly access: Access;
  readonly texts: ValueTexts;
  readonly drafts: Drafts;
}

/** What a caller wants to see of a product beside its values. */
export interface ProductView {
  readonly naming: ProductNaming;
  readonly selection: ValueSelection;
  readonly withQualityScores: boolean;
  readonly withCompletenesses: boolean;
  /** Whether the product is shown as it was published: without what it belongs to. */
  readonly published?: boolean;
  /** Where the product is to be had; left out where the product stands alone. */
  readonly href?: string;
}

/** A product as the API gives it, as JSON. */
export function presentProduct(presenter: Presenter, product: Product, view: ProductView): string {
  const { pim, texts } = presenter;
  const { naming, selection } = view;
  const named = naming === 'identifier';
  const root = ancestorsOf(pim, product).at(-1);
  const values = texts.write(allValues(pim, product), selection, named ? mainIdentifier(pim) : undefined);
  const parts = [
    ...(view.href === undefined ? [] : [`"_links":{"self":{"href":${JSON.stringify(view.href)}}}`]),
    ...(view.published === true ? [] : [`"uuid":"${product.uuid}"`]),
    ...(named ? [`"identifier":${JSON.stringify(identifierOf(pim, product) ?? null)}`] : []),
    `"enabled":${product.enabled}`,
    `"family":${JSON.stringify(familyCodeOf(pim, product))}`,
    `"categories":${JSON.stringify(allCategories(pim, product))}`,
    `"groups":${JSON.stringify(product.groups)}`,
    ...(view.published === true ? [] : [`"parent":${JSON.stringify(product.parent)}`]),
    `"values":${values}`,
    ...common(presenter, product, naming),
    ...(view.published === true ? [] : workflowStatus(presenter, product)),
    ...(pim.features.saas && root !== undefined ? [`"root_parent":${JSON.stringify(root.code)}`] : []),
    ...(view.withQualityScores ? [`"quality_scores":${JSON.stringify(qualityScoresOf(pim, product))}`] : []),
    ...(view.withCompletenesses
      ? [`"completenesses":${JSON.stringify(completenessesOf(pim, product))}`]
      : []),
  ];
  return `{${parts.join(',')}}`;
}

/** A product model as the API gives it, as JSON. */
export function presentModel(presenter: Presenter, model: ProductModel, view: ProductView): string {
  const { pim, texts } = presenter;
  const parts = [
    ...(view.href === undefined ? [] : [`"_links":{"self":{"href":${JSON.stringify(view.href)}}}`]),
    `"code":${JSON.stringify(model.code)}`,
    `"family":${JSON.stringify(model.family)}`,
    `"family_variant":${JSON.stringify(model.family_variant)}`,
    `"parent":${JSON.stringify(model.parent)}`,
    `"categories":${JSON.stringify(allCategories(pim, model))}`,
    `"values":${texts.write(allValues(pim, model), view.selection)}`,
    ...common(presenter, model, view.naming),
    ...workflowStatus(presenter, model),
    ...(view.withQualityScores ? [`"quality_scores":${JSON.stringify(qualityScoresOf(pim, model))}`] : []),
  ];
  return `{${parts.join(',')}}`;
}

function common({ pim }: Presenter, entity: Product | ProductModel, naming: ProductNaming): string[] {
  const { associations, quantified_associations: quantified } = entity;
  return [
    `"created":"${pim.time.format(entity.created)}"`,
    `"updated":"${pim.time.format(entity.updated)}"`,
    `"associations":${JSON.stringify(presentAssociations(pim, associations, naming))}`,
    `"quantified_associations":${JSON.stringify(presentQuantified(pim, quantified, naming))}`,
  ];
}

function workflowStatus({ pim, access, drafts }: Presenter, entity: Product | ProductModel): string[] {
  if (!pim.features.enterprise) return [];
  return [`"metadata":{"workflow_status":"${drafts.statusOf(entity, access.rightOn(pim, entity))}"}`];
}
