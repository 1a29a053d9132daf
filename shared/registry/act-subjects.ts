import table from './tables/act-subjects.json' with { type: 'json' };

/** What an article of an act is about, by words that stand in it: acts of different places are laid side by side by these. In the order in which acts treat them. */
export type ActSubject = { readonly id: string; readonly zh: string; readonly en: string; readonly words: readonly string[] };
export const actSubjects: readonly ActSubject[] = table;
