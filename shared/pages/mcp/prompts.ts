import * as z from 'zod';
import { subjectIds } from '../../model/vocabulary.ts';
import { filled } from '../words/words.ts';
import texts from './texts.json' with { type: 'json' };

const text = (most: number, says: string) => z.string().trim().min(1).max(most).describe(says);

/** What each prompt takes; its words stand in texts.json. */
const takes = {
  'brief-theme': { theme: z.enum(subjectIds) },
  'what-changed': { since: text(10, 'A day, 2026-11-16') },
  'check-paragraph': { paragraph: text(4000, 'The paragraph') },
  'compare-provinces': {
    first: text(60, 'A province or city'),
    second: text(60, 'Another one'),
    subject: text(200, 'The subject, in Chinese or English'),
  },
} as const;

export const prompts = (['brief-theme', 'what-changed', 'check-paragraph', 'compare-provinces'] as const).map((name) => ({
  name,
  title: texts[name].title,
  says: texts[name].says,
  takes: z.object(takes[name]),
  text: (given: Readonly<Record<string, string>>): string => filled(texts[name].text, { ...given, manner: texts.manner }),
}));
