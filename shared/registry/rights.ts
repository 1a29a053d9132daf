import type { Source, SourceKind } from '../model/source.ts';

/** What may be shown of a source's pages, by name, with the reason once. */
export const namedRights = {
  official: { use: 'full-text', reason: 'official document, outside copyright (Copyright Law art. 5)' },
  'official-news': { use: 'excerpt', reason: 'interpretations and news of an official site, quoted briefly' },
  institution: { use: 'excerpt', reason: 'public institution, not an authority: title, link and a short quotation' },
  media: { use: 'excerpt', reason: 'media: title, link and a short quotation' },
  'think-tank': { use: 'excerpt', reason: 'think tank: title, link and a short quotation' },
  translation: { use: 'excerpt', reason: 'translation by others: title, link and a short quotation' },
  company: { use: 'excerpt', reason: 'company newsroom: title, link and a short quotation' },
  paywall: { use: 'link-only', reason: 'behind a paywall: title and link' },
  unknown: { use: 'link-only', reason: 'nothing is known of its terms' },
} as const satisfies Readonly<Record<string, Source['rights']>>;
export type RightsName = keyof typeof namedRights;

export const rightsOfKind: Readonly<Record<SourceKind, RightsName>> = {
  official: 'official',
  standards: 'official',
  media: 'media',
  research: 'think-tank',
  translation: 'translation',
  company: 'company',
};
