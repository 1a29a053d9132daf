import type { DocumentType, Status } from '../../model/vocabulary.ts';

const notActs: ReadonlySet<DocumentType> = new Set([
  'procurement',
  'interpretation',
  'news',
  'analysis',
  'white-paper',
  'company',
  'other',
]);

/** Whether a document is an act of its issuer (a draft of one, too), and not something said about acts. */
export const isAct = (type: DocumentType): boolean => !notActs.has(type);

/** Acts that bind: sections and ranks of the digest follow from it. */
export const isBinding = (type: DocumentType): boolean => binding.has(type);
const binding: ReadonlySet<DocumentType> = new Set(['law', 'regulation', 'local-regulation', 'rule', 'measures', 'detailed-rules']);

const never: ReadonlySet<Status> = new Set(['draft', 'adopted-awaiting-approval', 'repealed', 'superseded']);

export const takesEffect = (status: Status): boolean => !never.has(status);
