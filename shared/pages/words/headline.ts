import { hasHan } from '../../stages/text/language.ts';

export { headlineOf, type Named } from '../../stages/english/headline.ts';

/** The language of a title as it is written. */
export const titleLanguage = (title: string): 'en' | 'zh-Hans' => (hasHan(title) ? 'zh-Hans' : 'en');
