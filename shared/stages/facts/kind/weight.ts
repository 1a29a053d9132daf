import type { DocumentType } from '../../../model/vocabulary.ts';

/** Weight of each type, docs/chinese-documents.md 2: 5 binds everyone, 4 an agency's rule, 3 directs lower government, 2 technical or advisory, 1 informs, 0 is no act. */
const weights: Readonly<Record<DocumentType, number>> = {
  law: 5,
  regulation: 5,
  'local-regulation': 5,
  rule: 4,
  measures: 4,
  opinions: 3,
  plan: 3,
  'several-measures': 3,
  'detailed-rules': 3,
  guideline: 2,
  standard: 2,
  notice: 3,
  announcement: 2,
  'public-notice': 1,
  reply: 2,
  recommendations: 3,
  continuation: 2,
  'work-report': 3,
  'legislative-plan': 1,
  call: 1,
  procurement: 0,
  draft: 2,
  interpretation: 1,
  news: 1,
  analysis: 1,
  'white-paper': 1,
  company: 1,
  other: 0,
};

export const typeWeight = (type: DocumentType): number => weights[type];
