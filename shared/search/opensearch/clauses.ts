export type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [name: string]: Json };
export type Clause = { readonly [name: string]: Json };
export const asFields = (row: object): Clause => Object.fromEntries(Object.entries(row));

export const term = (field: string, value: string | number | boolean): Clause => ({ term: { [field]: { value } } });
export const terms = (field: string, values: readonly string[]): Clause => ({ terms: { [field]: values } });
export const range = (field: string, limits: Clause): Clause => ({ range: { [field]: limits } });
export const all = (...clauses: readonly Clause[]): Clause => ({ bool: { filter: clauses } });
export const any = (...clauses: readonly Clause[]): Clause => ({ bool: { should: clauses, minimum_should_match: 1 } });
export const not = (clause: Clause): Clause => ({ bool: { must_not: [clause] } });
export const exists = (field: string): Clause => ({ exists: { field } });
