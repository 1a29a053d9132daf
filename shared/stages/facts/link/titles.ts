import { group } from '../../../model/values.ts';
import words from '../../../registry/tables/title-words.json' with { type: 'json' };
import { foldScript } from '../../text/fold.ts';
import { oneOf } from '../../text/words.ts';

const acts = words['an act'];
const others = new Set(words['another work']);
const tail = new RegExp(`${oneOf([...acts, ...others])}$`);

/** Whether the longest known word at the end of a title is one by which acts call themselves: 《算法》 and 《隐私政策》 end in other words. */
const endsAsAct = (plain: string): boolean => {
  const last = group(tail.exec(plain), 0);
  return last !== '' && !others.has(last);
};

/** What the words around 《》 say of works that are no acts. */
const otherWorkBefore = new RegExp(`${oneOf(words['before another work'])}[“"]?$`);
const otherWorkAfter = new RegExp(`^[”"]?${oneOf(words['behind another work'])}`);

const brackets = /[（(〔[【][^（）()〔〕[\]【】]{0,60}[）)〕\]】]/g;

/** The title without bracketed words, blanks and quotation marks, Simplified. */
function bareTitle(title: string): string {
  return foldScript(title)
    .replace(brackets, '')
    .replace(/[\s“”"'‘’《》〈〉「」]/g, '');
}

/** Whether 《title》 names an act, by its own last word and the words around it; a book, song, form or contract is none. */
export function namesAct(title: string, before: string, after: string): boolean {
  const plain = bareTitle(title);
  if (plain.length < 2 || otherWorkBefore.test(before) || otherWorkAfter.test(after)) return false;
  // A standard may be called anything: 国家标准《大模型服务能力成熟度评估》.
  if (/标准[“"]?$/.test(before) || /^[”"]?等?[\d一二三四五六七八九十]{0,4}项?(?:推荐性|强制性)?(?:国家|行业|团体|地方)标准/.test(after))
    return true;
  if (others.has(group(tail.exec(plain), 0))) return false;
  return (
    plain.split(/[—―-]{1,2}|[：:]/).some(endsAsAct) ||
    /[（(][^（）()]{0,20}(?:稿|草案|试行|暂行|修订)[^（）()]{0,6}[）)]$/.test(foldScript(title))
  );
}

const generic = new RegExp(
  `^(?:实施|行动|指导|管理|暂行|试行|若干|工作|专项|技术|服务|建设|本|该|新){0,6}${oneOf(words['an act in short'])}$`,
);

/** A short name that says nothing alone (《办法》, 《行动方案》, 《条例（草案）》). */
export function isGeneric(title: string): boolean {
  const plain = bareTitle(title);
  return plain.length <= 6 && generic.test(plain);
}

/** Whether the title itself says that the text is a draft. */
export function isDraftTitle(title: string): boolean {
  return /稿[）)\s》〉]*$|稿[）)]|草案/.test(foldScript(title)) || /\b(?:draft|consultation draft)\b/i.test(title);
}

/**
 * Keys under which a title is the same work: without blanks, quotation marks, 中华人民共和国 and the shell 关于印发《X》的通知.
 * The first key is the whole title; the others are X, and what follows the issuers before 关于.
 */
export function citedTitleKeys(title: string): string[] {
  const whole = citedTitleKey(title);
  const keys = [whole];
  const plain = foldScript(title);
  const shell = /[《〈]/.test(plain)
    ? /(?:印发|发布|公布|颁布|下发|征求|征集|公开征求|就|对|关于)(?![^《》]{0,20}(?:废止|撤销|修改|修正))[^《》]{0,20}《([^《》]{2,150})》/.exec(
        plain.replace(/〈/g, '《').replace(/〉/g, '》'),
      )
    : undefined;
  const naked = /关于(?:印发|公布|发布)([^《》]{4,100})的(?:通知|公告|通告|决定)$/.exec(plain.replace(/\s/g, ''));
  for (const inner of [shell?.[1], naked?.[1]]) if (inner) keys.push(citedTitleKey(inner));
  const about = whole.indexOf('关于');
  if (about > 0 && about < 60) keys.push(whole.slice(about));
  return keys.filter((each) => each.length >= 2);
}

/** One spelling of a title. */
export function citedTitleKey(title: string): string {
  const plain = foldScript(title);
  if (/^[\p{Script=Han}\d]*$/u.test(plain)) return plain.replace(/^中华人民共和国(?=.{3})/, '');
  return plain
    .normalize('NFKC')
    .replace(/[\s“”"'‘’《》〈〉「」＂\u200b-\u200d\ufeff]/g, '')
    .replace(/^中华人民共和国(?=.{3})/, '')
    .replace(/[—–―－-]+/g, '-')
    .toLowerCase();
}

/** Without the invisible characters that copies put into titles. */
export function withoutInvisible(title: string): string {
  return title
    .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** In 《〈X〉解读》 the text that is named is X. */
export function innerTitle(title: string, plain: string): string {
  const name =
    /^(?:关于)?[〈《<]([^〈〉《》]{3,150})[〉》>]的?(?:政策|标准|条文|专家|图文|起草|编制)?(?:解读|问答|答记者问|图解|释义)$/.exec(
      plain,
    )?.[1];
  return name ? title.slice(plain.indexOf(name), plain.indexOf(name) + name.length) : title;
}
