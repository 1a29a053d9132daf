import table from './label-names.json' with { type: 'json' };

/** Fields of the metadata table of official pages (domain.md 3.3) with their labels on the various sites. */
export const labelNames = table;
