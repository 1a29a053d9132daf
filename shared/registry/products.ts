import table from './tables/products.json' with { type: 'json' };

/** Products and models that news name, with their makers. `names` in both languages, the first one is shown. */
export type Product = { readonly id: string; readonly company: string; readonly names: readonly string[] };

export const products: readonly Product[] = table.map(({ id, company, names }) => ({ id: `product:${id}`, company, names }));
