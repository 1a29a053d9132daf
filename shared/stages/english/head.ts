import { issuersIn } from '../../registry/issuers.ts';
import { fold } from '../../registry/script.ts';
import type { Piece } from '../english.ts';
import { numberName, numberOf } from './numbers.ts';

/** Issuers at the beginning of a title: in English with "and", their pieces, and what follows. */
export type Head = { readonly issuers: string; readonly many: boolean; readonly pieces: readonly Piece[]; readonly rest: string };

/** Joins names as English does: A, B and C. */
const series = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
const article =
  /^(?:General|Ministry|State|National|Cyber|Standing|Department|Commission|Office|People|CPC Central|Administrative|Central|Supreme|Legislative|Bureau|Publicity|China Sec|Communist)/;
const organ = /Municipal|Provincial|Autonomous Region|Academy|Association|Administration$|Federation/;
const withThe = (name: string): string => (article.test(name) || organ.test(name) ? `the ${name}` : name);

/** 等五部门, 七部门 after the names. */
function othersIn(rest: string, named: number): { length: number; en: string } | undefined {
  const match = /^\s{0,3}等?\s{0,3}([一二三四五六七八九十两]{1,3}|\d{1,3})\s{0,3}(?:个)?(?:部门|部委|单位|部)/.exec(fold(rest));
  if (match) {
    const count = numberOf(match[1] ?? '');
    const others = named > 0 && match[0].includes('等') ? count - named : count;
    return { length: match[0].length, en: named > 0 ? `${numberName(others)} Other Departments` : `${numberName(count)} Departments` };
  }
  return named > 0 && rest.startsWith('等') ? { length: fold(rest).startsWith('等部门') ? 3 : 1, en: 'Other Departments' } : undefined;
}

/** Reads 国务院办公厅…, 教育部等五部门…, 科技部 教育部 中国科学院…; nothing when no known body stands first. */
export function readHead(text: string): Head | undefined {
  const names: string[] = [];
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of issuersIn(text)) {
    const gap = text.slice(at, span.start);
    if (!/^[\s、，,;；]{0,4}$/.test(gap)) break;
    if (gap) pieces.push({ zh: gap, en: ',' });
    names.push(withThe(span.entry.full));
    pieces.push({ zh: span.name, en: span.entry.full });
    at = span.end;
  }
  const others = othersIn(text.slice(at), names.length);
  if (others) {
    names.push(others.en);
    pieces.push({ zh: text.slice(at, at + others.length), en: others.en });
    at += others.length;
  }
  if (names.length === 0) return undefined;
  const gap = /^[\s:：]{1,4}/.exec(text.slice(at))?.[0] ?? '';
  if (gap) pieces.push({ zh: gap, en: /[:：]/.test(gap) ? ':' : '' });
  return {
    issuers: series(names),
    many: names.length > 1 || /Departments/.test(names[0] ?? ''),
    pieces,
    rest: text.slice(at + gap.length),
  };
}
