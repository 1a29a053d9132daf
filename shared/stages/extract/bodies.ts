import { issuersIn } from '../../registry/issuers.ts';

/** Who issued the text a sentence is about. */
export type Issuing = { readonly names: readonly string[]; readonly lead: string; readonly count?: number };

const suffix =
  '办公厅|办公室|委员会|人民政府|政府|法工委|常委会|网信办|总局|委办|国务院|党组|秘书处|科协|妇联|残联|工商联|总工会|协会|分行|海关|交易所|联盟|支队|总队|银行|组织部|宣传部|部|委|厅|局|署|办|院|会|中心|司';
/** 签署, 部署, 社会 end like a body and are none. */
const generic = new RegExp(
  `[一-龥]{1,26}?(?:${suffix})(?<!签署|部署|社会|机会|大会|全会|晚会|年会|例会|总部|内部|全部|干部|局部|各部|分部|有关部|政策办|事办|联办|主办|承办|举办|开办|申办|督办|协办|代办|经办|法院院)$`,
);
const separators = /(?:[、，,\s]|以及|会同|联合|和|与|及|：|:)$/;
const filler =
  /(?:联合|共同|现|昨天|前天|上周|本周|(?:上|本)?周[一二三四五六日]|上个?月|当[天日]|前不久|不久前|此前|曾|先后|陆续|刚刚|本月|去年|今年|年初|年底|日内|日前|近日|近期|今日|今天|昨日|正式|已经?|对外|也|又|再次|牵头|组织|公开|首次|率先|相继|会同(?:相关|有关)(?:单位|部门)|(?:相关|有关)(?:单位|部门)|研究|向社会|面向\S{0,4}|同时|随文|一并|了|\s|，|：|于|在|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?起?|(?<![\d月])\d{1,2}日|批准|审定|修订|参与|就|商|部门|单位|早|将|系|由|下发|共)$/;
const countWord =
  /(?:等)?(?:(\d{1,2}|[一二三四五六七八九十]{1,3})(?:个)?(?:部门|部委|单位|家单位|机关|方)(?:办公厅|办公室)?|部门|单位)$|等$/;
const verbs =
  /印发|发布|公布|出台|推出(?=《)|(?:公开|再次)?(?:征求|征集|听取)(?=(?:对|关于)?《)|预告|转发|批转|转印|发文|起草|研究制定|研究形成|形成了?《|签发|颁布|下发|制定了|就《|对《(?=[^《》]{2,100}》[^。；《》]{0,16}(?:征求|征集|听取))|关于|对外公布|公告|(?<=[局委部厅办会院府])(?:负责)?制定(?=[。；]|$)|(?:制定|编制|拟定|拟订)的(?=《)|(?<=[局委部厅办会院府])(?:日前|近日)?[将把](?=[^。；，《》]{0,30}《[^《》]{2,100}》[^。；，《》]{0,16}(?:转发|印发|下发|转印))|表决通过|审议通过|原则通过|决定[，,：]?\s{0,6}废止|令(?:20\d\d年|〔20\d\d〕)?(?:第|（第)|：组织|7?部门2|《/g;
const leadWords =
  /^(?:日前|近日|近期|今日|由|经|据|将|现|原|[年月日的于在从已由]|自(?!然|治|贸)|并征得|征得|报经|报|受|请|市政府第|来源|中国(?=国家)|国家层面|本(?:办法|规定|条例|细则|方案|意见|标准|指南)由)+/;

const counts: Readonly<Record<string, number>> = { 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 };

/** A body without its term (第十五届) and the words that lead into it. */
function clean(name: string): string {
  return name
    .replace(leadWords, '')
    .replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届/, '')
    .replace(/^中华人民共和国(?=.{2})/, '')
    .replace(/\s+/g, '');
}

const placed = /(?:[省市区县州盟旗]|自治区|新区|中国|^)$/;
const joint = /^(?:[一-龥]{1,16}?(?:部|委|厅|局|办|署|会|院|政府|社))(?:会同|联合|和|与)(?=[一-龥]{2})/;

/** A body of the registry, or what reads like one; 安陵市 in front of a known short name belongs to it. */
function ownName(plain: string, run: string, span: { start: number; end: number } | undefined): string | undefined {
  const whole = generic.test(run) && !/公司|客户/.test(run) ? run.replace(joint, '') : undefined;
  if (!span) return whole;
  const known = plain.slice(span.start, span.end);
  if (!whole || whole.length <= known.length) return known;
  const lead = clean(whole.slice(0, whole.length - known.length) + known);
  const place = lead.slice(0, lead.length - known.length);
  return placed.test(place) || (/^[省市区县州旗]/.test(known) && /^[一-龥]{2,6}$/.test(place)) ? whole : known;
}

/** 符合政府公布的标准: words of a sentence, and bodies of no name. */
const noName =
  /[的其]|符合|不得|高于|低于|应当|可以|需要|超过|根据|依据|按照|要求|各级|有关|相关|当地|本地|上级|所在|^(?:政府|人民政府|机关|部|委|局|办|会|委员会|办公室|协会|中心|银行|医院|法院|院|常委会|总局|社会|国家)$/;

/** Bodies whose list ends at `end`, first named first. */
function listBefore(plain: string, end: number, known: readonly { start: number; end: number }[]): { names: string[]; start: number } {
  const names: string[] = [];
  let at = end;
  for (let round = 0; round < 14; round += 1) {
    const span = known.find((each) => each.end === at);
    const left = plain.slice(Math.max(0, at - 30), at);
    const run = (/[一-龥]*$/.exec(left) ?? [''])[0];
    const own = ownName(plain, run, span);
    const name = own ? clean(own) : '';
    if (!own || name.length < 2 || name.length > 28 || noName.test(name)) break;
    names.unshift(name);
    at -= own.length;
    const gap = separators.exec(plain.slice(0, at));
    if (!gap) break;
    at -= gap[0].length;
  }
  return { names, start: at };
}

/** Takes off, from the right, the words between the bodies and the verb; reads 等八部门. */
function strip(plain: string, end: number): { end: number; count?: number } {
  let at = end;
  let count: number | undefined;
  for (let round = 0; round < 8; round += 1) {
    const left = plain.slice(Math.max(0, at - 14), at);
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
  return { end: at, ...(count === undefined ? {} : { count }) };
}

function issuing(names: readonly string[], count?: number): Issuing | undefined {
  const all = names.flatMap((name) => (name === '两办' ? ['中共中央办公厅', '国务院办公厅'] : [name]));
  const lead = all[0];
  return lead ? { names: [...new Set(all)], lead, ...(count === undefined ? {} : { count }) } : undefined;
}

/** The bodies of a signature: all that stand between the last full stop and the day. */
function signature(plain: string): Issuing | undefined {
  const found =
    /([^。；，\n]{2,240}?)\s{0,6}(?:20\d\d\s{0,3}[年./-]|二[〇○零]二.\s{0,3}年)[^。；，]{3,14}日?\s{0,6}(?:[（(][^（）()]{0,16}[）)])?\s{0,6}$/.exec(
      plain,
    );
  if (!found?.[1] || found[1].includes('\t')) return undefined;
  const line = found[1].replace(/^.*[：:]/, '').replace(/^附件\S*\s/, '');
  const joinedUp = line.replace(/(?<=(?:^|\s)[一-龥])\s(?=[一-龥](?:\s|$))/g, '');
  // Two bodies written with a blank behind each character run together.
  const apart = joinedUp === line ? line : joinedUp.replace(/(办公厅|委员会|人民政府)(?!办公|$|\s)/g, '$1 ');
  const names = apart.split(/[\s、]+/).filter((each) => generic.test(each));
  return issuing(names.map(clean));
}

/** 、 and 和 part bodies; the 和 of 工业和信息化部 does not. */
const parted = /、|和(?!信息化|旅游|城乡|社会保障|改革|草原|物资|保障)/;
const agreement = /(?:征得|经)([^。；，]{2,120}?)同意/;

/** The bodies that issued, drafted or adopted the text that a Chinese sentence is about. `plain` is folded. */
export function issuersOf(text: string, plain: string): Issuing | undefined {
  const found = issuingIn(plain);
  if (!found || found.names.some((name) => noName.test(name))) return undefined;
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
function adoptedBy(plain: string): Issuing | undefined {
  const outside = plain.replace(/《[^《》]{0,120}》/g, '《》').replace(/(?:第)?[一二三四五六七八九十\d]{1,4}届(?=人大|人民代表)/g, '');
  const congress = /([一-龥]{2,12}?(?:人大常委会|人民代表大会常务委员会|人民代表大会|人大))[^。；《》]{0,40}(?:表决)?通过/.exec(outside);
  const met = congress ?? sessions.exec(outside.replace(session, '§'));
  if (!met?.[1]) return undefined;
  const name = clean(met[1]);
  if (!generic.test(name) || name.length < 2) return undefined;
  const more =
    agreement
      .exec(outside)?.[1]
      ?.split(parted)
      .filter((each) => generic.test(each)) ?? [];
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

function issuingIn(whole: string): Issuing | undefined {
  const plain = withoutCited(whole);
  const signed = signature(plain);
  if (signed) return signed;
  const noSession = plain.replace(session, (each) => ' '.repeat(each.length));
  const known = issuersIn(plain).map(({ start, end }) => ({ start, end }));
  const both = /两办(?:联合)?(?:印发|发布|转发|出台)/.exec(plain);
  if (both) return issuing(['两办']);
  const label =
    /(?:(?:制定|发文|公布|发布|印发|颁布|批准|起草)(?:机关|机构|单位|部门))\s{0,6}[:：]\s{0,6}([一-龥、 \u3000]{2,80}?)(?=\s{1,4}[一-龥]{2,6}[:：]|$)/.exec(
      plain,
    );
  if (label?.[1]) return issuing(label[1].trim().split(/[、\s]+/));
  for (const verb of noSession.matchAll(verbs)) {
    const { end, count } = strip(noSession, verb.index);
    const { names, start } = listBefore(noSession, end, known);
    if (names.length === 0) continue;
    const led = /([一-龥]{2,24}?)牵头$/.exec(plain.slice(0, start).replace(/[，,、]?(?:并)?(?:会同|联合|商)?[，,]?$/, ''));
    const more =
      agreement
        .exec(plain)?.[1]
        ?.split(parted)
        .filter((each) => generic.test(each)) ?? [];
    return issuing([...(led?.[1] ? [clean(led[1])] : []), ...names, ...more.map(clean)], count);
  }
  return adoptedBy(plain);
}
