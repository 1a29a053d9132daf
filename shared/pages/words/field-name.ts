import { dateNames, type Language, type LanguagePair, say, word } from './words.ts';

const names: Readonly<Record<string, readonly [string, string]>> = {
  title: ['title', '标题'],
  number: ['number', '文号'],
  issuers: ['issuers', '发文机关'],
  type: ['type', '类型'],
  validity: ['validity', '有效性'],
  language: ['language', '语言'],
  text: ['text', '正文'],
  attachments: ['attachments', '附件'],
  'text renumbered': ['renumbered', '条号变动'],
  'text moved': ['moved', '位置变动'],
};

/** The days of a landmark's act. */
export const landmarkDates: Readonly<Record<string, LanguagePair>> = {
  ...dateNames,
  adopted: ['adopted', '通过'],
  draft: ['draft', '草案'],
};

/** What a field of a change or doubt is called (`dates.commentBy`, `text 第五条 ¶2`); the text's own headings stay as they are written. */
export function fieldName(field: string, language: Language): string {
  const known = Object.hasOwn(names, field) ? names[field] : undefined;
  if (known) return say(language, ...known);
  if (field.startsWith('dates.')) return word(dateNames, field.slice(6), language);
  if (!field.startsWith('text ')) return field;
  return field.slice(5).replace(/¶(\d{1,9})/, (_, n: string) => say(language, `paragraph ${n}`, `第${n}段`));
}
