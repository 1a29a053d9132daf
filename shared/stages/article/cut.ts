import type { Article, Warning } from '../../model/article.ts';

/** What is said of a page that ended before its text did, also where that left whole sentences. */
export const cutWarning: Warning = { field: 'text', reason: 'the page ends before its text does; the rest may be missing' };

/** Whether a reading is of a page that was cut off. */
export const isCut = ({ warnings }: Pick<Article, 'warnings'>): boolean => warnings.some(({ reason }) => reason === cutWarning.reason);
