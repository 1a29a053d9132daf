import { group, orEmpty } from '../../model/values.ts';
import { fold } from '../../registry/script.ts';
import type { TitlePiece } from './english.ts';
import { renderOthers } from './numbers.ts';
import { toSingular, withArticle } from './plural.ts';
import { tidyEnglish } from './tidy.ts';
import { tokenize } from './tokens.ts';
import { aims, drivenBy, drivers } from './turns.ts';
import { renderInOrder } from './word-order.ts';

export { tidyEnglish } from './tidy.ts';
export { bareKey } from './tokens.ts';
export type Rendered = { readonly en: string; readonly pieces: readonly TitlePiece[] };

/** 对X进行Y, 对X实施Y: what is done stands before what it is done to. */
const doneTo = /^(?:对于?)(.{2,60}?)(进行|予以|开展|实施|给予|加征)(.{2,20})$/;

/** 为X提供Y, 向X提供Y: Providing Y for X. */
const provided = /^(?:为|向|面向)(.{2,24}?)(提供|开放|发放|推广)(.{2,40})$/;
/** 以X推动Y: Promoting Y with X. */
const doneBy = /^(?:以)(.{2,20}?)(推动|驱动|赋能|引领|促进|带动|支撑|助推)(.{2,40})$/;

const wholes: Readonly<Record<string, string>> = {
  全市: 'the City',
  全省: 'the Province',
  全国: 'China',
  全区: 'the Region',
  全县: 'the County',
};
/** 在X开展Y: where stands last. */
const somewhere = /^(.{0,20}?)在(.{2,24}?)(暂时调整适用|调整适用|开展|建设|设立|实施|推广|部署|推进)(.{2,60})$/;

/** 加快推进X在Y领域应用: where a thing is applied. */
const appliedIn =
  /^(加快推进|加快推动|推进|推动|加快|加强|促进|深化|拓展|扩大|规范|规范和加强)(.{2,24}?)在(.{2,20}?)(?:领域|行业)?(?:中)?的?((?:规模化|创新|深度|广泛|示范|推广){0,2}应用|推广|使用)$/;

type Form = readonly [pattern: RegExp, render: (parts: readonly string[], words: readonly string[]) => string];
/** Turns of phrase whose parts stand in another order in English; every group of a pattern is a part, and together they are the whole. */
const forms: readonly Form[] = [
  [
    /^(运用|利用|依托)(.{2,14}?)(加强|促进|推动|推进|提升|支持|优化)(对)?(.{2,40})$/,
    (p, words) => `Using ${p[1]} to ${orEmpty(aims[group(words, 2)])} ${p[4]}`,
  ],
  [
    /^(加快|推动|推进|促进|实现|支持)?([^、，和与及]{2,12}?)(引领|驱动)(的)?(.{0,8}?(?:发展|创新|转型|升级))$/,
    (p) => `${p[0]} ${toSingular(group(p, 1))}-${drivenBy[group(p, 2)] ?? 'Led'} ${p[4]}`,
  ],
  [/^(20\d\d年?度?)?([^、，]{2,12}?赋能.{2,14}?)((?:典型|优秀|示范|创新)(?:应用)?(?:案例|场景))$/, (p) => `${p[0]} ${p[2]} of ${p[1]}`],
  [/^(审理)(.{2,40}?案件)(适用法律)$/, ([, what]) => `the Application of Law in the Trial of ${what}`],
  [/^(.{4,60}?)(若干问题|有关问题)$/, ([what], [, zh]) => `${zh === '若干问题' ? 'Several Issues' : 'Issues'} Concerning ${what}`],
  [/^(涉及?)(人工智能|数据|算法|网络|个人信息|知识产权)(.{2,12})$/, ([, about, what]) => `${what} Involving ${about}`],
  [
    /^(加强|坚持|完善|深化|强化)(.{1,6}?)(对)(.{2,20}?)(工作)?(的)?(全面领导|集中统一领导|领导)$/,
    (p) => `${p[0]} ${p[6]} of ${p[1]} over ${p[3]}`,
  ],
  [/^(开展|部署开展)([“"「]?清朗[·•]?)(.{2,30}?)([”"」])?(系列)?(专项行动)$/, (p) => `${p[0]} the Qinglang Special Action on ${p[2]}`],
  [
    /^(开展|组织开展|部署开展|启动)([^“]{3,40}?)(专项行动|专项整治行动|专项整治)$/,
    (p) => `${p[0]} the Special Action on ${withArticle(group(p, 1))}`,
  ],
  [/^(更好|充分)?(发挥)(.{2,14}?)(的)?(作用)(.{4,60})$/, (p) => `${p[0]} ${p[1]} the Role of ${p[2]} and ${p[5]}`],
  [/^(由)(企业|政府|高校|行业)(主导|牵头)(的)(.{2,40})$/, (p) => `${toSingular(group(p, 1))}-Led ${p[4]}`],
  [/^(优化|完善|落实|调整|明确|实施)(.{4,60}?)(有关|相关)(举措|措施|政策|规定|要求)$/, (p) => `${p[0]} ${p[3]} Concerning ${p[1]}`],
  [/^(将)(.{2,30}?)(纳入|列入)(.{2,40})$/, (p) => `Including ${p[1]} in ${withArticle(group(p, 3))}`],
  [
    /^(限制|禁止|规范)(向)(.{2,10}?)(提供)(.{2,30})$/,
    (p) => `${p[0]} the Provision of ${p[4]} to ${p[2]}${p[2] === 'Overseas' ? ' Parties' : ''}`,
  ],
  [/^(规范|促进|推动|限制|禁止|支持)(.{2,24}?)(用于)(.{2,24})$/, (p) => `${p[0]} the Use of ${p[1]} for ${p[3]}`],
  [
    /^(?!调整|修订|修改|更新|发布|公布|制定|编制|建立|实施|完善|推广|将)(.{3,80}?)(?<!性)(名单|清单|目录)$/,
    ([what]) => `the List of ${withArticle(orEmpty(what))}`,
  ],
  [/^(面向|针对|适用于)(.{2,20})(的)(.{2,40})$/, (p) => `${p[3]} for ${p[1]}`],
  [/^(.{0,12}?(?:学生|未成年人|教师|儿童|老年人|用户|人员|企业|机关))(使用)(.{2,24})$/, ([who, , what]) => `the Use of ${what} by ${who}`],
  [
    /^([^等]{2,40})(等(?:[二两三四五六七八九十]{1,3}|\d{1,2})(?:个(?:城市|省份|省|市|县|区)|家|地|市|省|县))$/,
    ([first], [zh = '', counted = '']) => `${first} and ${renderOthers(zh, counted)}`,
  ],
  [
    /^([^等]{2,60})(?<![高中初同平均])(等)(?![一二两三四五六七八九十])(新?[\u4e00-\u9fff]{2,10})$/,
    ([first, , more]) => `${first} and Other ${more}`,
  ],
];
const asked: Readonly<Record<string, string>> = {
  申领: 'Apply for',
  申请: 'Apply for',
  办理: 'Handle',
  理解: 'Understand',
  看待: 'See',
  发展: 'Develop',
  建设: 'Build',
  使用: 'Use',
  推进: 'Advance',
  推动: 'Advance',
  监管: 'Regulate',
  保护: 'Protect',
  干: 'Carry Out',
  做: 'Carry Out',
};
const verbs = Object.keys(asked).join('|');
/** 算力券怎么申领, 如何理解X: what is asked, and of what. */
const question = new RegExp(`^(?:(.{2,30}?)(怎么|如何|怎样)(${verbs})|(怎么|如何|怎样)(${verbs})(.{2,40}?))([？?]?)$`);

/** How to Apply for Compute Vouchers. */
function questionOf(text: string): Rendered | undefined {
  const [, before, how = '', verb = '', first = '', then = '', after, mark = ''] = question.exec(fold(text)) ?? [];
  const subject = before ?? after;
  if (subject === undefined) return undefined;
  const from = before === undefined ? first.length + then.length : 0;
  const what = renderPhrase(text.slice(from, from + subject.length));
  const doing = orEmpty(asked[verb || then]);
  const lead = { zh: how || first, en: 'How to' };
  const done = { zh: verb || then, en: doing };
  const end = mark === '' ? [] : [{ zh: text.slice(-1), en: '?' }];
  const pieces = before === undefined ? [lead, done, ...what.pieces, ...end] : [...what.pieces, lead, done, ...end];
  return { en: tidyEnglish(`How to ${doing} ${what.en}${mark ? '?' : ''}`), pieces };
}
const unlike = /^(?:级|同|于|待|等|额)/;

function tried(text: string): Rendered | undefined {
  if (text.length > 200) return undefined;
  const folded = fold(text);
  for (const [pattern, render] of forms) {
    const match = pattern.exec(folded);
    if (!match || unlike.test(group(match, 3))) continue;
    let at = 0;
    const parts = match.slice(1).map((each = '') => {
      at += each.length;
      return each === '' ? undefined : renderPhrase(text.slice(at - each.length, at));
    });
    const groups = match.slice(1).filter((each) => each !== undefined);
    const en = render(
      parts.map((part) => orEmpty(part?.en)),
      groups,
    );
    return { en: tidyEnglish(en), pieces: parts.flatMap((part) => part?.pieces ?? []) };
  }
  return undefined;
}

/** Renders a phrase by its words and their order. Unknown Chinese is kept. */
export function renderPhrase(text: string): Rendered {
  const done = doneTo.exec(text);
  if (done?.[1] && done[3]) {
    const [to, what] = [renderPhrase(done[1]), renderPhrase(done[3])];
    const lead = text.slice(0, text.indexOf(done[1]));
    const pieces = [{ zh: lead, en: 'on' }, ...to.pieces, { zh: group(done, 2), en: '' }, ...what.pieces];
    const verb = { 实施: 'Implementing', 加征: 'Imposing Additional' }[group(done, 2)];
    return { en: verb ? `${verb} ${what.en} on ${to.en}` : `the ${what.en} of ${to.en}`, pieces };
  }
  const special = questionOf(text) ?? tried(text);
  if (special) return special;
  const turned = provided.exec(text) ?? doneBy.exec(text);
  if (turned?.[1] && turned[2] && turned[3]) {
    const whom = renderPhrase(turned[1]);
    const verb = drivers[turned[2]];
    const object = verb ? renderPhrase(turned[3]) : undefined;
    const doing = object
      ? { en: `${verb} ${object.en}`, pieces: [{ zh: turned[2], en: orEmpty(verb) }, ...object.pieces] }
      : renderPhrase(turned[2] + turned[3]);
    const lead = text.slice(0, text.length - turned[1].length - turned[2].length - turned[3].length);
    const link = lead === '以' ? 'with' : 'for';
    return { en: tidyEnglish(`${doing.en} ${link} ${whom.en}`), pieces: [{ zh: lead, en: link }, ...whom.pieces, ...doing.pieces] };
  }
  const applied = appliedIn.exec(text);
  if (applied?.[2] && applied[3]) {
    const [what, where] = [renderPhrase(applied[2]), renderPhrase(applied[3])];
    const verb = renderPhrase(group(applied, 1));
    const used = renderPhrase(group(applied, 4));
    const parts = [...verb.pieces, ...what.pieces, { zh: '在', en: 'in' }, ...where.pieces];
    const at = parts.reduce((sum, { zh }) => sum + zh.length, 0);
    const rest = text.slice(at, text.length - (applied[4]?.length ?? 0));
    const pieces = [...parts, ...(rest ? [{ zh: rest, en: 'of' }] : []), ...used.pieces];
    return {
      en: tidyEnglish(
        `${verb.en} the ${/^(?:应用|推广应用|推广|使用)$/.test(group(applied, 4)) ? (applied[4] === '使用' ? 'Use' : 'Application') : used.en} of ${what.en} in ${where.en}`,
      ),
      pieces,
    };
  }
  const there = somewhere.exec(text);
  if (there?.[2] && there[3] && there[4]) {
    const whole = wholes[there[2]];
    const place = whole ? { en: whole, pieces: [{ zh: there[2], en: whole }] } : renderPhrase(there[2]);
    const [before, doing] = [renderPhrase(group(there, 1)), renderPhrase(there[3] + there[4])];
    return {
      en: tidyEnglish(`${before.en} ${doing.en} in ${withArticle(place.en)}`),
      pieces: [...before.pieces, { zh: '在', en: 'in' }, ...place.pieces, ...doing.pieces],
    };
  }
  const list = tokenize(text);
  return { en: tidyEnglish(renderInOrder(list)), pieces: list.map(({ zh, en }) => ({ zh, en: en.trim() })) };
}
