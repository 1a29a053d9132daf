/**
 * The form of the stored data. 1: the table alone holds ids, revisions, labels, readers and the ledger. 2: the bucket has a record of each (decisions/0026). A
 * program opens data of its own form and upgrades earlier ones; it refuses later ones.
 */
export const schemaVersion = 2;
export type SchemaRecord = { readonly version: number; readonly at: string; readonly v: number };
