import type { CatalogueItem, ItemField } from '../../../rules/law/item.ts';

/** Marks that clerks and systems put beside a heading and that say nothing about what the column holds. */
const MARKS = /必填项?|选填项?|非公开|不公开|示例/g;
const BRACKETED = /[([【〔「<《][^)\]】〕」>》]*[)\]】〕」>》]/g;

/**
 * A heading as it is compared: half-width (NFKC), upper case, nothing but letters, digits and Han. So spaces, brackets,
 * `_`, `-`, `/`, colons, stars and line breaks make no difference.
 */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .replace(MARKS, '')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/** How a heading may be read, the surest first: whole, what stands in its brackets, what stands outside them. */
export function foldings(heading: string): string[] {
  const wide = heading.normalize('NFKC');
  const inside = (wide.match(BRACKETED) ?? []).map(foldHeading);
  const outside = foldHeading(wide.replace(BRACKETED, ''));
  return [foldHeading(wide), ...inside, outside].filter((fold) => fold !== '');
}

/** Folded heading → place of the field in its item. Codes and names win over aliases of other fields. */
export type HeadingIndex = ReadonlyMap<string, number>;

export function headingIndex(item: CatalogueItem): HeadingIndex {
  const index = new Map<string, number>();
  const add = (spellings: (field: ItemField) => readonly string[]): void => {
    item.fields.forEach((field, at) => {
      for (const spelling of spellings(field)) {
        const fold = foldHeading(spelling);
        if (fold !== '' && !index.has(fold)) index.set(fold, at);
      }
    });
  };
  add(({ code, name }) => [code, name]);
  add(({ aliases, nameEn }) => [...aliases, nameEn]);
  return index;
}

/**
 * Bare `行政相对人代码_2` and `_3`: 2 was the organisation code and 3 the registration number in 2015, the other way round in
 * 2018 (law file 2.7). Only the label in the brackets decides, so without one the column is not read.
 */
export function isAmbiguousCode(heading: string): boolean {
  return /^(行政)?相对人代码[23]$/.test(foldHeading(heading));
}
