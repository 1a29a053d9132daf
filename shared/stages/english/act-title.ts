import { group, han } from '../../model/values.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../text/acts.ts';
import { expressionsOf } from '../text/words.ts';
import { documentTitle } from './english.ts';
import expressions from './expressions.json' with { type: 'json' };
import { TitleText } from './title-text.ts';
import { readTypeAtEnd, readTypeSuffix } from './work-title.ts';

const {
  busy,
  noAct,
  /** 国办发〔2026〕91号, 全文 in brackets behind a title, and where it was taken from before it. */
  around,
  many,
  /** 《X》 2026年第98号令, 国务院令第9号 X, 国家某某局 公安部令2026年第3号《X》: an order whose number stands beside the act. */
  orderBehind,
} = expressionsOf(expressions.actTitle);

/** The act that a notice issues, forwards or puts out for comment: the headline, with the notice behind it. */

const kinds = '(?:通知|公告|通告|公示|决定|命令|令|函|启事)';
/** 关于印发, 联合印发, 修订发布. What is repealed, amended, prolonged or carried out is not issued. */
const issuing =
  '(?:联合|重新|修订|修改)?(?:印发|发布|公布|颁布|颁发|下发|制发|出台)(?:实施|施行)?(?:新?修[订改]后?的?|新版|(?:推荐性|强制性)?(?:国家|行业|地方)标准)?';
const issuedBefore = new RegExp(`^(?:[^《》]{0,120}关于)?${issuing}$`);
const bodiesBefore = new RegExp(`^([^《》]{2,120}?)${issuing}$`);

const forwardedBefore = new RegExp(`^(?:[^《》]{0,80}?关于|[^《》]{2,60}?)?(?:转发|批转)([^《》]{0,80}?)(?:关于)?(?:${issuing})?$`);
const issuedAfter = new RegExp(`^([（(][^（）()]{1,20}[）)])?的?${kinds}(?:的${kinds})?$`);

const asking = '(?:面?向社会|再次|第?[二三]次|公开|广泛){0,3}(?:征求|征集)';
const whose = '(?:对|社会|公众|各界|各方面?|有关方面|修改|的){0,4}';
const askedBefore = new RegExp(`^(?:[^《》]{0,120}?(?:关于|就|对))?(?:对|就)?(?:${asking}(?:对)?)?$`);
const askedAfter = new RegExp(
  `^([（(][^（）()]{1,20}[）)])?(?:的)?(?:${asking})?(?:的)?${whose}意见(?:和?建议)?(?:的)?${kinds}?$|^([（(][^（）()]{1,20}[）)])?的?征求意见${kinds}$`,
);

type Marked = { readonly before: string; readonly inner: string; readonly after: string };

function readMarked(title: string): Marked | undefined {
  const start = title.indexOf('《');
  let depth = 0;
  for (let i = start; start >= 0 && i < title.length; i += 1) {
    if (title[i] === '《') depth += 1;
    if (title[i] === '》') depth -= 1;
    if (depth > 0) continue;
    const after = title.slice(i + 1);
    return /[《》]/.test(after) ? undefined : { before: title.slice(0, start), inner: title.slice(start + 1, i), after };
  }
  return undefined;
}

/** 关于做好某事的通知 of another body: its name, which stands before the marks, is part of the title. */
const ofOthers = (bodies: string, inner: string) => (/^关于/.test(inner) ? bodies.trim() + inner : inner);

function fromMarked({ before, inner, after }: Marked): string | undefined {
  const issued = issuedAfter.exec(after);
  if (issued) {
    const forwarded = forwardedBefore.exec(before);
    if (forwarded) return ofOthers(group(forwarded, 1), inner) + group(issued, 1);
    const [, bodies] = bodiesBefore.exec(before) ?? [];
    const free = issuedBefore.test(before) || (bodies !== undefined && !busy.test(bodies));
    return free ? inner + group(issued, 1) : undefined;
  }
  const asksAfter = askedAfter.exec(after);
  if (!asksAfter || !askedBefore.test(before) || !/征求|征集/.test(before + after)) return undefined;
  return inner + group(asksAfter, 1) + group(asksAfter, 2);
}

const issuedPlain = new RegExp(`^(?:[^《》]{0,120}?关于)?${issuing}(.{4,160}?)的?${kinds}$`);
const issuedByBodies = new RegExp(
  `^([${han}\\d\\s、]{2,80}?)(?<=[部委局厅署院府会办司处室]|中心|部门|单位)${issuing}(.{4,160}?)的?${kinds}$`,
  'u',
);
const forwardedPlain = new RegExp(`^(?:[^《》]{0,80}?关于)?(?:[^《》]{2,30}?)?(?:转发|批转)(.{6,160}?)的?${kinds}$`);
const askedPlain = new RegExp(`^(?:[^《》]{0,120}?(?:关于|就))?${asking}(?:对)?(.{6,160}?)(?:的)?意见(?:和?建议)?的?${kinds}?$`);
const askedBehind = new RegExp(`^(?:[^《》]{0,120}?(?:关于|就))(.{6,160}?)${asking}${whose}意见(?:和?建议)?的?${kinds}?$`);

function byBodies(title: string): string | undefined {
  const [, bodies, found] = issuedByBodies.exec(title) ?? [];
  return bodies === undefined || busy.test(bodies) ? undefined : found;
}

/** What stands without marks is an act's title only where it ends with the kind of an act. */
function fromPlain(title: string): string | undefined {
  const found =
    issuedPlain.exec(title)?.[1] ??
    byBodies(title) ??
    forwardedPlain.exec(title)?.[1] ??
    askedPlain.exec(title)?.[1] ??
    askedBehind.exec(title)?.[1];
  if (found === undefined || many.test(found) || noAct.test(found) || /》[、和与及以]{0,2}《/.test(found)) return undefined;
  return readTypeAtEnd(readTypeSuffix(new TitleText(found)).core) ? found : undefined;
}

const orderBefore =
  /^[\p{Script=Han}、\s]{2,120}令\s{0,2}(?:[〔（(]?\d{4}[年〕）)]{0,2})?第\s{0,2}\d{1,5}\s{0,2}号[\s：:—-]{0,4}(《?[^《》]{4,120}》?(?:[（(][^（）()]{1,20}[）)])?)$/u;

function ofOrder(title: string): string | undefined {
  const found =
    orderBehind.exec(title)?.[1] ??
    orderBefore
      .exec(title)?.[1]
      ?.replace(/^《([^《》]{1,120})》/, '$1')
      .trim();
  return found !== undefined && readTypeAtEnd(readTypeSuffix(new TitleText(found)).core) ? found : undefined;
}

const plainMarks = (title: string) => (/《/.test(title) ? title : title.replace(/〈/g, '《').replace(/〉/g, '》'));

function issuedOnce(title: string): string | undefined {
  const marked = readMarked(title);
  return ofOrder(title) ?? (marked && fromMarked(marked)) ?? fromPlain(title);
}

/**
 * Title of the one act that a notice of this title issues, forwards or puts out for comment, without its marks. Nothing for a notice that
 * speaks of an act in another way (repeals, amends, carries it out), or that brings several.
 */
export function readIssuedAct(title: string): string | undefined {
  let act = title.trim().replace(around, '').trim();
  // （受权发布）X: a mark of who carries it, and no part of its title.
  let found =
    act !== title.trim() && /^[（(【[]/.test(title.trim()) && readTypeAtEnd(readTypeSuffix(new TitleText(act)).core) ? act : undefined;
  for (let depth = 0; depth < 3; depth += 1) {
    const inner = issuedOnce(act)?.trim();
    if (inner === undefined || inner.length < 4) break;
    act = plainMarks(inner);
    found = act;
  }
  return found;
}

/**
 * The act that the page issues, in Chinese and English (a person's; the Chinese again where none is sure); nothing where the title is the
 * act's own.
 */
export function actOf({
  title,
  type,
  english: own,
}: {
  readonly title: string;
  readonly type: DocumentType;
  readonly english?: { readonly title: string; readonly by: string; readonly page?: string };
}): { title: string; english: string } | undefined {
  const act = isAct(type) ? readIssuedAct(title) : undefined;
  if (act === undefined) return undefined;
  if (own?.by === 'person' || own?.page !== undefined) return { title: act, english: own.title };
  const english = documentTitle(act, type).title;
  const unmarked = type === 'draft' && english !== act && !/\bdraft\b/i.test(english);
  return { title: act, english: unmarked ? `${english} (Draft for Comment)` : english };
}
