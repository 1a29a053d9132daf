import { opt } from '../../../model/values.ts';
import { findIssuers } from '../../../registry/issuers.ts';
import { countWord, filler, genericBody, issuingVerbs, leadWords, notAName, separators } from './issuing-words.ts';

/** Who issued the text a sentence is about. */
export type IssuingClause = { readonly names: readonly string[]; readonly lead: string; readonly count?: number };

const counts: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

/** A body without its term (第十五届) and the words that lead into it. */
function clean(name: string): string {
  return name
    .replace(/^[一-龥]{0,14}(?<!自)由(?![贸港])/, '')
    .replace(leadWords, '')
    .replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届/, '')
    .replace(/^中华人民共和国(?=.{2})/, '')
    .replace(/\s+/g, '');
}

const placed = /(?:[省市区县州盟旗]|自治区|新区|中国|^)$/;
const joint = /^(?:[一-龥]{1,16}?(?:部|委|厅|局|办|署|会|院|政府|社))(?:会同|联合|和|与)(?=[一-龥]{2})/;

/** A body of the registry, or what reads like one; 安陵市 in front of a known short name belongs to it. */
function ownName(plain: string, run: string, span: { start: number; end: number } | undefined): string | undefined {
  const whole = genericBody.test(run) && !/公司客户|子公司|各公司|家公司|客户/.test(run) ? run.replace(joint, '') : undefined;
  if (!span) return whole;
  const known = plain.slice(span.start, span.end);
  if (!whole || whole.length <= known.length) return known;
  const lead = clean(whole.slice(0, whole.length - known.length) + known);
  const place = lead.slice(0, lead.length - known.length);
  return placed.test(place) || (/^[省市区县州旗]/.test(known) && /^[一-龥]{2,6}$/.test(place)) ? whole : known;
}

/** 记者从自然资源部获悉，该部与国家数据局…: the body named before. Without one it has no name. */
function antecedent(name: string, plain: string, known: readonly { start: number; end: number }[]): string {
  if (!/^该(?:部|局|委|厅|办|院|会|署|中心|校|市|省)$/.test(name)) return name;
  const end = name.slice(1);
  const told = new RegExp(`(?:从|据)([一-龥]{1,24}?${end})(?:处)?(?:获悉|了解到|得知|介绍|消息)`).exec(plain)?.[1];
  const before = known.find((each) => each.end <= plain.indexOf(name) && plain.slice(each.start, each.end).endsWith(end));
  return told ?? (before ? plain.slice(before.start, before.end) : '有关');
}

/** Bodies whose list ends at `end`, first named first. */
function listBefore(plain: string, end: number, known: readonly { start: number; end: number }[]): { names: string[]; start: number } {
  const names: string[] = [];
  let at = end;
  for (let round = 0; round < 14; round += 1) {
    const span = known.find((each) => each.end === at);
    const left = plain.slice(Math.max(0, at - 30), at);
    const run = (/[一-龥]{0,30}$/.exec(left) ?? [''])[0];
    const own = ownName(plain, run, span);
    const name = own ? antecedent(clean(own), plain, known) : '';
    if (name === '有关') return { names: [], start: at };
    if (!own || name.length < 2 || name.length > 28 || notAName.test(name)) break;
    names.unshift(name);
    at -= own.length;
    const gap = separators.exec(plain.slice(0, at));
    if (!gap) {
      // 中共中央国务院: two bodies of the registry without anything between them.
      if (known.some((each) => each.end === at && each.end - each.start > 2)) continue;
      break;
    }
    at -= gap[0].length;
  }
  return { names, start: at };
}

/** Takes off, from the right, the words between the bodies and the verb; reads 等八部门. */
function strip(plain: string, end: number): { end: number; count?: number } {
  let at = end;
  let count: number | undefined;
  for (let round = 0; round < 8; round += 1) {
    const left = plain.slice(Math.max(0, at - 28), at);
    const counted = countWord.exec(left);
    if (counted) {
      const word = counted[1];
      count = word ? (counts[word] ?? (/^\d+$/.test(word) ? Number(word) : count)) : count;
      at -= counted[0].length;
      continue;
    }
    const found = filler.exec(left);
    if (!found) break;
    at -= found[0].length;
  }
  return { end: at, ...opt('count', count) };
}

function issuing(names: readonly string[], count?: number): IssuingClause | undefined {
  const all = names.flatMap((name) => (name === '两办' ? ['中共中央办公厅', '国务院办公厅'] : [name]));
  const lead = all[0];
  return lead ? { names: [...new Set(all)], lead, ...opt('count', count) } : undefined;
}

/** The bodies of a signature: all that stand between the last full stop and the day. */
function signature(plain: string): IssuingClause | undefined {
  const found =
    /([^。；，\n]{2,240}?)(?:20\d\d\s{0,3}[年./-]|二[〇○零]二.\s{0,3}年)[^。；，]{3,20}(?:[（(][^（）()]{0,16}[）)]|[）)])?\s{0,6}$/.exec(
      plain,
    );
  if (!found?.[1] || found[1].includes('\t')) return undefined;
  const line = found[1]
    .trimEnd()
    .replace(/^.*[：:]/, '')
    .replace(/^\s{0,6}[（(]/, '')
    .replace(/^附件\S*\s/, '');
  const joinedUp = line.replace(/(?<=(?:^|\s)[一-龥])\s(?=[一-龥](?:\s|$))/g, '');
  // Two bodies written with a blank behind each character run together.
  const apart = joinedUp === line ? line : joinedUp.replace(/(办公厅|委员会|人民政府)(?!办公|$|\s)/g, '$1 ');
  const names = apart.split(/[\s、]+/).filter((each) => genericBody.test(each));
  return issuing(names.map(clean));
}

/** 、 and 和 part bodies; the 和 of 工业和信息化部 does not. */
const parted = /、|和(?!信息化|旅游|城乡|社会保障|改革|草原|物资|保障)/;
const agreement = /(?:征得|经)([^。；，]{2,120}?)(?:研究|审核|审定|批准)?同意/;

/** The bodies that issued, drafted or adopted the text that a Chinese sentence is about. `plain` is folded. */
export function readIssuingClause(text: string, plain: string): IssuingClause | undefined {
  const found = issuingIn(plain);
  if (!found || found.names.some((name) => notAName.test(name))) return undefined;
  const written = (name: string): string => {
    const at = plain.indexOf(name);
    return at < 0 ? name : text.slice(at, at + name.length);
  };
  return { ...found, names: found.names.map(written), lead: written(found.lead) };
}

/** 2026年第14次部务会议: the session, cut out before the body is looked for. */
const session =
  /(?:20\d\d年)?(?:\d{1,2}月(?:\d{1,2}日)?)?(?:召开|举行)?的?(?:第?[一二三四五六七八九十百\d]{1,6}届)?(?:第[一二三四五六七八九十百\d]{1,6}次)?(?:(?:部务|委务|室务|局务|署务|行务|厅务|院务|办公|主任|常务|全体|党组)会议?|会议)(?:第[一二三四五六七八九十百\d]{1,6}次会议)?/g;
const sessions = /([一-龥]{2,30}?)§[^。；]{0,24}?(?:讨论|审议|原则|表决)?通过/;

/** The meeting that adopted a text: of the body that met. */
function adoptedBy(plain: string): IssuingClause | undefined {
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届(?=人大|人民代表)/g, '');
  const congress = /([一-龥]{2,12}?(?:人大常委会|人民代表大会常务委员会|人民代表大会|人大))[^。；《》]{0,40}(?:表决)?通过/.exec(outside);
  const met = congress ?? sessions.exec(outside.replace(session, '§'));
  if (!met?.[1]) return undefined;
  const name = clean(met[1]);
  if (!genericBody.test(name) || name.length < 2) return undefined;
  const more =
    agreement
      .exec(outside)?.[1]
      ?.split(parted)
      .filter((each) => genericBody.test(each)) ?? [];
  return issuing([name, ...more.map(clean)]);
}

/** A body inside 《》 or in the brackets behind it issued the text named there; only of a heading that is nothing else is it the issuer. */
function withoutCited(plain: string): string {
  const outside = plain
    .replace(/[一-龥]{1,12}[〔[（(]20\d\d[〕\]）)]\d{1,5}号/g, '')
    .replace(/《(?:[^《》]|《[^《》]{0,150}》){0,200}》(?:[（(][^（）()]{0,160}[）)])?/g, '');
  if (outside.replace(/[^一-龥]/g, '').length < 4) return plain;
  const blank = (each: string): string => `《${'〇'.repeat(Math.max(0, each.length - 2))}》`;
  return plain
    .replace(/《(?:[^《》]|《[^《》]{0,150}》){0,200}》/g, blank)
    .replace(/(?<=》\s{0,3})[（(][^（）()]{2,160}(?:令|公告|发布|印发)[^（）()]{0,16}[）)]/g, blank);
}

/** A和B开展整治，并印发《X》: who does the first also does the second. */
function subjectOf(plain: string, known: readonly { start: number; end: number }[]): IssuingClause | undefined {
  const deed = /(?:联合|共同|近日|日前|组织)?(?:开展|部署|启动|召开|举行|举办|制定|修订|明确|决定|组建|发起)/.exec(plain.slice(0, 120));
  if (!deed) return undefined;
  const { end, count } = strip(plain, deed.index);
  return issuing(listBefore(plain, end, known).names, count);
}

function issuingIn(whole: string): IssuingClause | undefined {
  const plain = withoutCited(whole);
  const signed = signature(plain);
  if (signed) return signed;
  const noSession = plain.replace(session, (each) => ' '.repeat(each.length));
  const known = findIssuers(plain).map(({ start, end }) => ({ start, end }));
  const both = /两办(?:联合)?(?:印发|发布|转发|出台)/.exec(plain);
  if (both) return issuing(['两办']);
  const label =
    /(?:(?:制定|发文|公布|发布|印发|颁布|批准|起草)(?:机关|机构|单位|部门))\s{0,6}[:：]\s{0,6}([一-龥、 \u3000]{2,80}?)(?=\s{1,4}[一-龥]{2,6}[:：]|$)/.exec(
      plain,
    );
  if (label?.[1]) return issuing(label[1].trim().split(/[、\s]+/));
  for (const verb of noSession.matchAll(issuingVerbs)) {
    const { end, count } = strip(noSession, verb.index);
    const { names, start } = listBefore(noSession, end, known);
    if (names.length === 0) {
      const subject = /[，,]\s{0,3}(?:并|同时|还)(?:同步|配套|联合|公开|正式){0,2}\s{0,3}$/.test(noSession.slice(0, verb.index))
        ? subjectOf(noSession, known)
        : undefined;
      if (subject) return subject;
      continue;
    }
    const led = /([一-龥]{2,24}?)牵头$/.exec(plain.slice(0, start).replace(/[，,、]?(?:并)?(?:会同|联合|商)?[，,]?$/, ''));
    const more =
      agreement
        .exec(plain)?.[1]
        ?.split(parted)
        .filter((each) => genericBody.test(each)) ?? [];
    return issuing([...(led?.[1] ? [clean(led[1])] : []), ...names, ...more.map(clean)], count);
  }
  return adoptedBy(plain);
}
