import table from './tables/press-names.json' with { type: 'json' };

/** What English texts call a body that reports name often, by its id: full names, short forms and descriptions (the cyberspace regulator). */
export const pressNames: Readonly<Record<string, readonly string[]>> = table;
