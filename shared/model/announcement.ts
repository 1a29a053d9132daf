import * as z from 'zod';
import type { Fixed } from './fixed.ts';
import type { DocumentName } from './query.ts';
import { dated, type TypeOf, target, text } from './shape.ts';

export type AnnouncementLine = Fixed<{
  report: DocumentName & { day: string };
  issuer: string;
  quote: string;
}>;
export type AnnouncementQuery = Fixed<{ issuer?: string; from?: string; to?: string; limit: number }>;

/** What media report and no stored document is: an act that they name, or one that they only describe. */
export const reportedOnly = target
  .pick({ title: true, number: true })
  .extend({
    issuer: text('Id of the body').exactOptional(),
    reports: dated.extend({ quote: z.string() }).array().describe('The newest first'),
  })
  .meta({ id: 'Reported', description: 'An act that media report and that is not held' });
export type ReportedOnly = TypeOf<typeof reportedOnly>;
