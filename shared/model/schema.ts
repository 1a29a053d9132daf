/**
 * The form of the stored data. 1: the table alone holds ids, revisions, labels, readers and the ledger. 2: the bucket has a record of each (decision 26). 3: what is
 * written once lies packed in the bucket where that gains something; earlier programs would take that for the bytes themselves (decision 42); each key of a document
 * has a probe, and the record of a head may keep the address of its page. A program opens data of its own form and upgrades earlier ones; it refuses
 * later ones.
 */
export const schemaVersion = 3;
/** From this form on a key without a probe has no documents. */
export const probedSince = 3;
export type SchemaRecord = { readonly version: number; readonly at: string; readonly v: number };
