/**
 * The form of the stored data. 1: the table alone holds ids, revisions, labels, readers and the ledger. 2: the bucket has a record of each (decisions/0026). 3: what is
 * written once lies packed in the bucket where that gains something; earlier programs would take that for the bytes themselves (decisions/0056). A program opens
 * data of its own form and upgrades earlier ones; it refuses later ones.
 */
export const schemaVersion = 3;
export type SchemaRecord = { readonly version: number; readonly at: string; readonly v: number };
