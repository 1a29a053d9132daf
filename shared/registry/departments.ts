import table from './tables/departments.json' with { type: 'json' };

/** Departments inside ministries that sign pages of their own: Chinese name and English (without the ministry). */
export const departments: readonly (readonly [zh: string, en: string])[] = table as [string, string][];
