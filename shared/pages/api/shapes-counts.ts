import * as z from 'zod';
import { count, counts, names, text } from './shapes.ts';

/** Shapes of counts that pictures are made of. */

export const steps = ['month', 'day'] as const;
export const groups = ['level', 'theme'] as const;

export const timeline = z.object({
  step: z.enum(steps).describe('What `at` names'),
  by: z.enum(groups).describe('What `of` names'),
  items: z
    .object({
      at: text('The month (2026-11) or day'),
      of: text('The level (L2) or theme; empty for documents without one'),
      count: count('Documents; one of two themes counts in both'),
    })
    .meta({ id: 'TimelineCount' })
    .array()
    .describe('In the order of time; what has no document is left out'),
});

export const byProvince = z.object({
  items: z
    .object({
      province: text('Id of the province, municipality or region'),
      names,
      total: count('Documents that its bodies, or bodies of its cities and districts, issued'),
      themes: counts('How many of them have each theme'),
    })
    .meta({ id: 'ProvinceCounts' })
    .array()
    .describe('By id; provinces without a document are left out'),
});
