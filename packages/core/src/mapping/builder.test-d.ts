import { expectTypeOf } from 'vitest';

import { expression, mappingBuilder } from './builder.ts';
import type { TargetPath, TargetValue } from './target-type.ts';

interface ShopProduct {
  title: string;
  subtitle?: string | null;
  names: Record<string, string>;
  weight: number;
  seo: { title?: string; description?: Record<string, string> };
  tags: string[];
  metafields: Record<string, { type: string; value: string }>;
  variants: { sku: string; price?: string | null }[];
}

expectTypeOf<'title'>().toExtend<TargetPath<ShopProduct>>();
expectTypeOf<'names.{locale}'>().toExtend<TargetPath<ShopProduct>>();
expectTypeOf<'seo.description.{locale}'>().toExtend<TargetPath<ShopProduct>>();
expectTypeOf<'seo.keywords'>().not.toExtend<TargetPath<ShopProduct>>();
expectTypeOf<'variants.sku'>().not.toExtend<TargetPath<ShopProduct>>();
expectTypeOf<TargetValue<ShopProduct, 'names.{locale}'>>().toEqualTypeOf<string | null>();
expectTypeOf<TargetValue<ShopProduct, 'seo.title'>>().toEqualTypeOf<string | null>();

const builder = mappingBuilder<ShopProduct>({ name: 'types', entity: 'product' });
const text = expression.case({ of: expression.attribute({ code: 'name' }), to: 'upper' });

builder
  .set('title', text)
  .set('names.{locale}', text)
  .set('seo.description.{locale}', text)
  // What an attribute holds is only known at run time.
  .set('weight', expression.attribute({ code: 'weight' }))
  // And of what a list is, may be known no better.
  .set('tags', expression.each({ of: expression.field({ path: 'variesBy' }), do: expression.item({}) }))
  .setVariant('sku', expression.field({ path: 'key' }));

// @ts-expect-error there is no such target
builder.set('titel', text);
// @ts-expect-error a target of the variant is none of the product
builder.set('sku', text);
// @ts-expect-error a text does not go into a number
builder.set('weight', text);
const list = expression.each({ of: expression.field({ path: 'variesBy' }), do: expression.item({}) });
// @ts-expect-error a list does not go into a text
builder.set('title', list);
// @ts-expect-error a boolean does not go into a text
builder.set('title', expression.equals({ of: text, to: 'x' }));
// @ts-expect-error an argument that the operator does not have
expression.case({ of: text, to: 'upper', from: 'lower' });
// @ts-expect-error an argument that the operator needs
expression.case({ of: text });
