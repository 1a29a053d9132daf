/** Closed vocabularies of docs/contract.md 3.3, and what follows from them alone. */

/**
 * What an act can do to an earlier act that goes on: `prevails-over` is precedence (与本规定不一致的，适用本规定), both stay in force; `ends-in-part`
 * repeals an article, never the act.
 */
export const changingRelations = ['amends', 'extends', 'postpones', 'suspends', 'corrects', 'ends-in-part', 'prevails-over'] as const;
export type ChangingRelation = (typeof changingRelations)[number];

export const relations = [
  'implements',
  'cites',
  'repeals',
  'supersedes',
  ...changingRelations,
  'interprets',
  'forwards',
  'draft-of',
  'final-of',
  'reports',
  'copy-of',
  'translates',
] as const;
export type Relation = (typeof relations)[number];

export const documentTypes = [
  'law',
  'regulation',
  'local-regulation',
  'rule',
  'measures',
  'opinions',
  'plan',
  'several-measures',
  'detailed-rules',
  'guideline',
  'standard',
  'notice',
  'announcement',
  'public-notice',
  'reply',
  'recommendations',
  'continuation',
  'work-report',
  'legislative-plan',
  'call',
  'procurement',
  'draft',
  'interpretation',
  'news',
  'analysis',
  'white-paper',
  'company',
  'other',
] as const;
export type DocumentType = (typeof documentTypes)[number];

export const statuses = [
  'draft',
  'adopted-awaiting-approval',
  'issued',
  'not-yet-in-force',
  'in-force',
  'suspended',
  'expired',
  'repealed',
  'superseded',
  'informational',
  'unknown',
] as const;
export type Status = (typeof statuses)[number];

export const themeIds = [
  'data-market',
  'compute',
  'education',
  'research',
  'policy',
  'companies',
  'fyp15',
  'energy',
  'chips',
  'regulation',
  'equity',
] as const;
export type ThemeId = (typeof themeIds)[number];
export const isTheme = (text: string): text is ThemeId => (themeIds as readonly string[]).includes(text);

export const subThemeIds = [
  'generative-ai',
  'algorithms',
  'ai-safety',
  'personal-information',
  'important-data',
  'copyright',
  'minors',
  'data-exports',
  'standards',
  'agents',
  'embodied-ai',
  'open-source',
] as const;
export type SubThemeId = (typeof subThemeIds)[number];
/** What lists, feeds and readers can be narrowed to: themes and what lies under them. */
export const subjectIds = [...themeIds, ...subThemeIds] as const;
export type SubjectId = (typeof subjectIds)[number];

export const addresseeIds = [
  'generative-providers',
  'deep-synthesis',
  'algorithm-recommenders',
  'important-data-handlers',
  'personal-information-handlers',
  'exporters',
  'compute',
  'platforms',
  'app-stores',
  'schools',
  'medical',
  'vehicles',
  'government-users',
  'researchers',
  'any-enterprise',
  'local-governments',
  'not-classified',
] as const;
export type AddresseeId = (typeof addresseeIds)[number];

export type StatusBasis =
  | 'effective'
  | 'expires'
  | 'signed'
  | 'published'
  | 'number'
  | 'validity'
  | 'repealed'
  | 'superseded'
  | 'suspended'
  | 'put-off'
  | 'draft'
  | 'approval'
  | 'kind'
  | 'doubt'
  | 'nothing';
