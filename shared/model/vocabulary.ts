/** Closed vocabularies of contract.md 3.3, and what follows from them alone. */

export const relations = [
  'implements',
  'cites',
  'repeals',
  'supersedes',
  'interprets',
  'forwards',
  'draft-of',
  'final-of',
  'reports',
  'copy-of',
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

/** What a status rests on. */
export type StatusGround =
  | 'effective'
  | 'expires'
  | 'signed'
  | 'published'
  | 'number'
  | 'validity'
  | 'repealed'
  | 'superseded'
  | 'draft'
  | 'approval'
  | 'kind'
  | 'doubt'
  | 'nothing';
