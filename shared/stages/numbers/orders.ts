import { group, han, hasHan, opt, orEmpty } from '../../model/values.ts';
import { findIssuer, findIssuers } from '../../registry/issuers.ts';
import { parseNumeral, toChineseDigits, toChineseNumeral } from '../text/numerals.ts';
import { anyVerb, expressionsOf, spanOf } from '../text/words.ts';
import expressions from './expressions.json' with { type: 'json' };
import { type LocatedNumber, orderNumber } from './located.ts';

const { bodily } = expressionsOf(expressions.orders);

const count = `(\\d{1,5}|[〇○◯零一二三四五六七八九十百]{1,7})`;
const order = new RegExp(
  `令\\s{0,3}(?:[(〔\\[]\\s{0,2}第?[一二三四五六七八九十]{1,4}届\\s{0,2}[)〕\\]]\\s{0,3})?[(〔\\[]?\\s{0,2}第\\s{0,3}${count}\\s{0,3}号(?:\\s{0,2}[)〕\\]])?|第\\s{0,3}${count}\\s{0,3}号令`,
  'g',
);
/** 第812号国务院令: the body stands between number and sign. 令第3号和国务院令第5号 is not one. */
const turnedOrder = new RegExp(
  `(?<![令告决函〕)\\]]\\s{0,2})第\\s{0,3}${count}\\s{0,3}号\\s{0,2}(?:中华人民共和国)?(${han}{2,24}?)令(?!\\s{0,3}[(〔\\[]?\\s{0,2}(?:第|\\d))`,
  'gu',
);
const yearOf = '((?:19|20)\\d{2}|[一二][〇○◯零九][〇○◯零一二三四五六七八九]{2})';
/** 令〔2026〕第3号, 令2026年第3号, 令（二〇二六年第三号）. */
const datedOrder = new RegExp(
  `令\\s{0,2}(?:[〔\\[(]\\s{0,2}${yearOf}\\s{0,2}年?\\s{0,2}[〕\\])]|[(]?\\s{0,2}${yearOf}\\s{0,2}年)\\s{0,2}第?\\s{0,2}${count}\\s{0,2}号`,
  'g',
);
/** 国家发展和改革委员会2026年第98号令. */
const yearFirst = new RegExp(`${yearOf}\\s{0,2}年\\s{0,2}第\\s{0,2}${count}\\s{0,2}号\\s{0,2}令`, 'g');
const announcement = new RegExp(
  String.raw`(公告|通告)\s{0,3}[(〔[]?\s{0,2}((?:19|20)\d{2})\s{0,2}年?\s{0,2}[)〕\]]?\s{0,2}[,，]?\s{0,2}第?\s{0,2}(\d{1,5})\s{0,2}号[)〕\]]?` +
    String.raw`|((?:19|20)\d{2})\s{0,2}年\s{0,2}第\s{0,2}(\d{1,5})\s{0,2}号\s{0,2}(公告|通告)(?!\s{0,2}[((]?(?:19|20)\d{2})`,
  'g',
);
const congress = new RegExp(
  `公告\\s{0,3}[(]?\\s{0,2}第\\s{0,2}${count}\\s{0,2}号(?:\\s{0,2}[)])?` +
    `|(?<!令\\s{0,3})(?:公告\\s{0,3})?[〔\\[(]\\s{0,2}(?:第)?([一二三四五六七八九十]{1,4})届\\s{0,2}[〕\\])]?\\s{0,3}第?\\s{0,2}${count}\\s{0,2}号`,
  'g',
);
const leading = new RegExp(
  `^(?:${anyVerb('base')}|${anyVerb('repeal')}|按|据|见|以|经|由|与|和|及|以及|原|为|即|自|对|的|是|现|修改|修订|发布|公布|印发|执行|依|同|并|将|所|日|年|月|号|了|从|向|在){1,12}`,
);

function bodyBefore(text: string, at: number) {
  const from = Math.max(0, at - 240);
  const run = /([\p{Script=Han}、 \u3000]{2,240})$/u.exec(text.slice(from, at).trimEnd());
  if (!run?.[1]) return undefined;
  const base = from + run.index;
  const last = orEmpty(run[1].split(/[、\s]/).at(-1));
  if (!bodily.test(last)) return undefined;
  return first(run[1], base);
}

function firstOfTiled(text: string) {
  const spans = findIssuers(text);
  const whole = spans.reduce((end, span) => (span.start === end ? span.end : -1), 0);
  return spans.length > 1 && whole === text.length ? spans[0]?.entry.name : undefined;
}

function first(list: string, base: number) {
  let at = 0;
  for (const piece of list.split(/([、\s]+)/)) {
    const start = base + at;
    at += piece.length;
    if (piece.trim() === '' || /^[、\s]+$/.test(piece)) continue;
    const stripped = piece.replace(leading, '');
    const candidates = [piece, stripped, stripped.replace(/^.{0,20}(?=国家|中华人民共和国)/, '')];
    for (const candidate of candidates) {
      const plain = candidate.replace(/^中华人民共和国/, '');
      const known = findIssuer(plain);
      const offset = start + piece.length - candidate.length;
      if (known) return { name: known.kind === 'local' ? plain : known.name, start: offset };
    }
    const plain = stripped.replace(/^中华人民共和国/, '');
    const lead = firstOfTiled(plain);
    if (lead !== undefined) return { name: lead, start: start + piece.length - stripped.length };
    if (bodily.test(plain) && plain.length >= 3 && plain.length <= 30)
      return { name: plain, start: start + piece.length - stripped.length };
  }
  return undefined;
}

function signBefore(text: string, at: number) {
  const head = text.slice(Math.max(0, at - 12), at);
  const sign = /(?:中华人民共和国)?\s{0,2}(主席|国)$/.exec(head);
  if (!sign) return bodyBefore(text, at);
  return { name: sign[1] === '国' ? '国务院' : '主席', start: at - sign[0].length };
}

/** The sign stands behind the number in few texts; the pattern that begins with a year is slow to say so. */
const signBehind = /号\s{0,2}令/;

const orders = (text: string): LocatedNumber[] => [
  ...[...text.matchAll(order)].flatMap((match) => {
    const number = parseNumeral(orEmpty(match[1] ?? match[2]));
    const body = signBefore(text, match.index);
    // 口令, 指令, 司令, 命令 and so on are words of their own.
    if (!number || number > 9999 || (!body && hasHan(text.charAt(match.index - 1)))) return [];
    return orderNumber(body?.name, number, { start: body?.start ?? match.index, end: close(match) });
  }),
  ...[...text.matchAll(turnedOrder)].flatMap((match) => {
    const number = parseNumeral(group(match, 1));
    const name = group(match, 2);
    const issuer = name === '主席' || name === '国家主席' ? '主席' : findIssuer(name)?.name;
    if (!number || number > 9999 || issuer === undefined) return [];
    return orderNumber(issuer, number, spanOf(match));
  }),
  ...[...text.matchAll(datedOrder), ...(signBehind.test(text) ? text.matchAll(yearFirst) : [])].flatMap((match) => {
    const number = parseNumeral(orEmpty(match.at(-1)));
    const body = bodyBefore(text, match.index);
    const year = parseNumeral(orEmpty(match[1] ?? match.at(-2)));
    if (number === undefined || year === undefined || !body) return [];
    const [canonical, key] = [`${body.name}令〔${year}〕第${number}号`, `order:${body.name}:${year}:${number}`];
    const place = { start: body.start, end: match.index + match[0].length };
    return { canonical, key, kind: 'order' as const, prefix: body.name, year, number, ...place };
  }),
];

const close = (match: RegExpExecArray) => {
  const whole = match[0];
  const own = /[)〕\]]$/.test(whole) && !/[(〔[]/.test(whole) ? whole.slice(0, -1).trimEnd() : whole;
  return match.index + own.length;
};

const announcements = (text: string): LocatedNumber[] =>
  [...text.matchAll(announcement)].flatMap((match) => {
    const year = Number(match[2] ?? match[4]);
    const number = Number(match[3] ?? match[5]);
    const word = match[1] ?? match[6] ?? '公告';
    const body = bodyBefore(text, match.index);
    if (number === 0 || (!body && word === '通告')) return [];
    const canonical = `${orEmpty(body?.name)}${word}${year}年第${number}号`;
    const key = `announcement:${orEmpty(body?.name)}:${year}:${number}`;
    const place = { start: body?.start ?? match.index, end: close(match) };
    return { canonical, key, kind: 'announcement' as const, ...opt('prefix', body?.name), year, number, ...place };
  });

/** 汕头市第十五届人民代表大会常务委员会 → place and term. */
const term = /(\p{Script=Han}{2,20}?)(?:第?([一二三四五六七八九十]{1,4})届)?人(?:民代表)?大(?:会)?(?:常务委员会|常委会)?$/u;

function readCongress(text: string, match: RegExpExecArray): LocatedNumber | undefined {
  const number = parseNumeral(orEmpty(match[1] ?? match[3]));
  if (!number) return undefined;
  const before = /(\p{Script=Han}{2,60})\s{0,3}$/u.exec(text.slice(Math.max(0, match.index - 64), match.index));
  const name = orEmpty(before?.[1]?.replace(leading, ''));
  const body = term.exec(name);
  const agency = body || match[1] === undefined ? undefined : bodyBefore(text, match.index);
  const end = close(match);
  if (agency && findIssuer(agency.name)) {
    const { name: prefix, start } = agency;
    return {
      canonical: `${prefix}公告第${number}号`,
      key: `announcement:${prefix}::${number}`,
      kind: 'announcement',
      prefix,
      number,
      start,
      end,
    };
  }
  if (!body && match[1] !== undefined && (before || /\d/.test(match[1]))) return undefined;
  const numeral = match[2] && number >= 100 ? toChineseDigits(number) : toChineseNumeral(number);
  const session = parseNumeral(orEmpty(match[2] ?? body?.[2]));
  return {
    canonical: `${body ? name : ''}公告${match[2] ? `〔${match[2]}届〕` : ''}第${numeral}号`,
    key: `congress:${group(body, 1)}:${orEmpty(session?.toString())}:${number}`,
    kind: 'congress',
    ...(body ? { prefix: name } : {}),
    number,
    start: body ? match.index - (before?.[0].length ?? 0) + (before?.[1]?.length ?? 0) - name.length : match.index,
    end,
  };
}

export const findOrderNumbers = (text: string): LocatedNumber[] => [
  ...(text.includes('令') ? orders(text) : []),
  ...announcements(text),
  ...[...text.matchAll(congress)].flatMap((match) => readCongress(text, match) ?? []),
];
