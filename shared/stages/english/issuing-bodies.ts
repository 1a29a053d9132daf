import { group } from '../../model/values.ts';
import { levelOffices } from '../../registry/glossary.ts';
import { findIssuers } from '../../registry/issuers.ts';
import { fold } from '../../registry/script.ts';
import type { TitlePiece } from './english.ts';
import { parseHanNumber, renderNumberName, renderOrdinal } from './numbers.ts';
import { renderPhrase } from './phrase.ts';
import { withArticle } from './plural.ts';
import { readUnknownOffice } from './unknown-places.ts';

/** Issuers at the beginning of a title: in English with "and", their pieces, and what follows. */
export type TitleIssuers = {
  readonly issuers: string;
  readonly many: boolean;
  readonly pieces: readonly TitlePiece[];
  readonly rest: string;
};

/** Joins names as English does: A, B and C. */
const series = (items: readonly string[]): string =>
  items.length < 2 ? group(items, 0) : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
const article =
  /^(?:General|Ministry|State|National|Cyber|Standing|Department|Commission|Office|People|CPC Central|Administrative|Central|Supreme|Legislative|Bureau|Publicity|China Sec|Communist)/;
const organ = /Municipal|Provincial|Autonomous Region|Academy|Association|Administration$|Federation|Administration of|Society of/;
const withThe = (name: string): string => (article.test(name) || organ.test(name) ? `the ${name}` : name);

/** 十四届全国人大常委会第二十次会议. */
const congress =
  /^第?([一二三四五六七八九十]{1,3})届全国(?:人大|人民代表大会)(常委会|常务委员会)?(?:第([一二三四五六七八九十]{1,3})次会议)?(?=关于|表决|通过|审议)/;

/** Bodies for one purpose: 某某工作领导小组办公室, 某某区管委会. */
const groups =
  /^([\u4e00-\u9fff]{4,24}?)(?:工作)?([领領][导導]小[组組][办辦]公室|[领領][导導]小[组組]|管理委[员員][会會]|管委[会會])(?=[关關]于|印发|印發|发布)/;

/** Committees of a people's congress that report on drafts. */
const committees: Readonly<Record<string, string>> = {
  法制: 'Legislative Affairs',
  财政经济: 'Financial and Economic Affairs',
  教育科学文化卫生: 'Education, Science, Culture and Public Health',
  社会建设: 'Social Development',
  监察司法: 'Supervisory and Judicial Affairs',
  环境与资源保护: 'Environmental and Resources Protection',
};

/** 等五部门, 七部门 after the names. */
function othersIn(rest: string, named: number): { length: number; en: string } | undefined {
  const match = /^\s{0,3}等?\s{0,3}([一二三四五六七八九十两]{1,3}|\d{1,3})\s{0,3}(?:个)?(?:部门|部委|单位|部)/.exec(fold(rest));
  if (match) {
    const count = parseHanNumber(group(match, 1));
    const others = named > 0 && match[0].includes('等') ? count - named : count;
    return {
      length: match[0].length,
      en: named > 0 ? `${renderNumberName(others)} Other Departments` : `${renderNumberName(count)} Departments`,
    };
  }
  return named > 0 && rest.startsWith('等') ? { length: fold(rest).startsWith('等部门') ? 3 : 1, en: 'Other Departments' } : undefined;
}

/** Reads 国务院办公厅…, 教育部等五部门…, 科技部 教育部 中国科学院…; nothing when no known body stands first. */
export function readTitleIssuers(text: string): TitleIssuers | undefined {
  // 某省第十四届人民代表大会常务委员会: the body is known without its term.
  const term = /^[\u4e00-\u9fff]{2,10}?(第[一二三四五六七八九十]{1,3}[届屆])(?=人民代表大[会會])/.exec(text);
  if (term?.[1]) {
    const at = term[0].length - term[1].length;
    const inner = readTitleIssuers(text.slice(0, at) + text.slice(term[0].length));
    const [first, ...more] = inner?.pieces ?? [];
    if (inner && first && first.zh.length > at)
      return { ...inner, pieces: [{ zh: text.slice(0, first.zh.length + term[1].length), en: first.en }, ...more] };
  }
  const names: string[] = [];
  const pieces: TitlePiece[] = [];
  let at = 0;
  for (const span of findIssuers(text)) {
    const gap = text.slice(at, span.start);
    if (!/^[\s、，,;；]{0,4}$/.test(gap)) break;
    if (gap) pieces.push({ zh: gap, en: ',' });
    const committee = /^(法制|财政经济|教育科学文化卫生|社会建设|监察司法|环境与资源保护)委员会/.exec(fold(text.slice(span.end)));
    const of = committee ? `the ${committees[group(committee, 1)]} Committee of ${withThe(span.entry.full)}` : withThe(span.entry.full);
    names.push(of);
    at = span.end + (committee?.[0].length ?? 0);
    pieces.push({ zh: text.slice(span.start, at), en: of });
  }
  const office = names.length === 0 ? /^(?:自治区|省|市|区|县)[\u4e00-\u9fff]{2,12}?(?=关于|等|$)/.exec(fold(text))?.[0] : undefined;
  const level = office ? levelOffices.get(office) : undefined;
  if (office && level) {
    names.push(`the ${level}`);
    pieces.push({ zh: text.slice(0, office.length), en: level });
    at = office.length;
  }
  const elsewhere = names.length === 0 ? readUnknownOffice(text) : undefined;
  if (elsewhere) {
    names.push(`the ${elsewhere.en}`);
    pieces.push({ zh: elsewhere.zh, en: elsewhere.en });
    at = elsewhere.zh.length;
  }
  const session = names.length === 0 ? congress.exec(fold(text)) : null;
  if (session) {
    const body = `${session[2]?.includes('常') ? 'Standing Committee of the ' : ''}${renderOrdinal(group(session, 1))} National People's Congress`;
    const en = session[3] ? `the ${renderOrdinal(session[3])} Session of the ${body}` : `the ${body}`;
    names.push(en);
    pieces.push({ zh: text.slice(0, session[0].length), en });
    at = session[0].length;
  }
  const leading = names.length === 0 ? groups.exec(text) : null;
  const core = leading?.[1] ? renderPhrase(leading[1]).en : '';
  if (leading?.[2] && core && !/[\u3400-\u9fff]/.test(core)) {
    const en = `${/[办辦]公室$/.test(leading[2]) ? 'Office of the ' : ''}${/委/.test(leading[2]) ? 'Administrative Committee of' : 'Leading Group for'} ${withArticle(core)}`;
    names.push(`the ${en}`);
    pieces.push({ zh: leading[0], en });
    at = leading[0].length;
  }
  const others = othersIn(text.slice(at), names.length);
  if (others) {
    names.push(others.en);
    pieces.push({ zh: text.slice(at, at + others.length), en: others.en });
    at += others.length;
  }
  if (names.length === 0) return undefined;
  const gap = group(/^[\s:：]{1,4}/.exec(text.slice(at)), 0);
  if (gap) pieces.push({ zh: gap, en: /[:：]/.test(gap) ? ':' : '' });
  return {
    issuers: series(names),
    many: names.length > 1 || /Departments/.test(group(names, 0)),
    pieces,
    rest: text.slice(at + gap.length),
  };
}
