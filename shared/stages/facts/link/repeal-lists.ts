import { group, orEmpty } from '../../../model/values.ts';
import { expressionsOf } from '../../text/words.ts';
import { compileForms } from '../phrases/phrases.ts';
import expressions from './expressions.json' with { type: 'json' };
import forms from './forms.json' with { type: 'json' };
import { type Mention, namesAct } from './mentions.ts';

const {
  /** A line like 下列文件予以废止： or a heading like 宣布失效的文件目录 makes repealed texts of the list items below it. */
  opens,
  ends,
  goesOn,
  changes,
  behindVerb,
  beforeVerb,
} = compileForms(forms.repealLists);

const {
  /** What is only planned, kept or amended is no list of repealed texts. */
  otherwise,
  another,
  /** A line that tells of other texts: 二、继续有效的文件目录. */
  turns,
  /** Lists and tables of repealed texts, in a body or in an annex. */
  mixed,
  /** A row of a table that says something else of its text than the heading does: 予以保留. */
  kept,
} = expressionsOf(expressions.repealLists);

export const opensRepeals = (plain: string): boolean => opens.test(plain) && !otherwise.test(plain) && !mixed.test(plain);
const bare = (plain: string): string => plain.replace(/《[^《》]{0,200}》/g, '');

/** 废止下列文件：《A》；《B》: where in a sentence its list begins, and whether what stands at `start` is still in it. */
export function isListedBehind(plain: string, start: number): boolean {
  const colon = plain.search(/[：:]/);
  return colon >= 0 && colon < start && opensRepeals(plain.slice(0, colon + 1)) && !another.test(bare(plain.slice(colon, start)));
}

const annexMark = /附件\s?([\d一二三四五六七八九十]{0,3})|(?:目录|清单|名单)附后/g;

/** 对附件2所列文件予以废止, 废止2件（附件1）, 延长有效期（目录附后）: what is said of the texts that an annex lists, by its number. */
export function announcedLists(plain: string): ReadonlyMap<string, { readonly says: 'repeals' | 'extends'; readonly said: string }> {
  return new Map(
    [...plain.matchAll(annexMark)].flatMap((mark) => {
      const [before, after] = [plain.slice(Math.max(0, mark.index - 120), mark.index), plain.slice(mark.index + mark[0].length)];
      const isBehind = /附后$/.test(mark[0]) || /(?:[（(]|见|附)$/.test(before);
      const said = /^(?:中|里)?(?:所列|所附|列明|载明|列出)/.test(after)
        ? group(/^(?:(?!附件)[^。；\n]){0,80}/.exec(after), 0)
        : isBehind
          ? group(/[^；\n。]{0,120}[。]?[（(，]?[^（(。；\n]{0,4}$/.exec(before.replace(/^.*附件/s, '')), 0)
          : '';
      if (!/文件|规章|法规|规定|办法|措施|政策|\d件/.test(said) || otherwise.test(said) || /修改|修订|修正/.test(said)) return [];
      const says = ends.test(said) ? ('repeals' as const) : goesOn.test(said) ? ('extends' as const) : undefined;
      return says ? [[group(mark, 1), { says, said }] as const] : [];
    }),
  );
}

/** The number of the annex that a line opens; nothing where its heading says something else of its texts. */
export function annexOpened(plain: string): string | undefined {
  const [, number, heading = ''] =
    /^\s{0,8}附件\s?([\d一二三四五六七八九十]{0,3})\s{0,2}[：:．.、]?([^。]{0,60})$/.exec(plain.trimEnd()) ?? [];
  return otherwise.test(heading) || /修改|修订/.test(heading) ? undefined : number;
}

export const isHeading = (plain: string): boolean =>
  plain.trim().length <= 60 && !/[。；]/.test(plain) && !otherwise.test(plain) && !/修改|修订/.test(plain);

const item =
  /^\s{0,6}(?:[\p{Script=Han}、]{2,40}关于[^。，；]{4,120}$|[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|[^\t\n]{1,80}\t|序\s?号|[《\d•·-])/u;

export const isListed = (plain: string, names: boolean): boolean => item.test(plain) && (names || !turns.test(plain));

/** 关于修改《X》的决定, written without 《》 around it: the decision is repealed, and not X. */
const around = /(?:^|[^《〈])关于[^《》\t\n]{0,24}$/;
const shell = /(?:印发|公布|发布|颁布|下发)[^《》\t\n]{0,12}$/;

export function isMeant(plain: string, start: number): boolean {
  const before = plain.slice(0, start);
  return !kept.test(bare(plain)) && !(plain[start] === '《' && around.test(before) && !shell.test(before));
}

/** 3．海屿市数据中心办法（2019年印发）: a title without 《》 and without a number. */
const naked =
  /^\s{0,6}(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|\d{1,4}\t)\s{0,6}([^\s《》，。；;：:]{8,90}?)(?:[（(][^（）()]{0,30}[）)])?\s{0,6}(?:[。；;]|\t|$)/;

export function nakedTitle(text: string, plain: string): Mention[] {
  const title = naked.exec(plain.trimEnd())?.[1];
  if (
    title === undefined ||
    kept.test(plain) ||
    !/[市省县区州部局委会厅院办室国]|关于/.test(title + orEmpty(/[（(][^（）()]*令第/.exec(plain)?.[0])) ||
    !namesAct(title, '', '')
  )
    return [];
  const start = plain.indexOf(title);
  const end = start + title.length;
  return [{ start, end, title: text.slice(start, end), draft: false, short: false, aliases: [] }];
}

const bodyPrefix = /^.*(?:印发|发布|公布|制定|出台|实施|[，,。；;]|\d日)的?|^原/s;
/** 2023年3月6日印发的海屿市数据中心管理办法同时废止: a title in a sentence without 《》, beside a word of what is done to it. */
export function titleInProse(text: string, plain: string): Mention[] {
  if (!changes.test(plain)) return [];
  const found = behindVerb.exec(plain) ?? beforeVerb.exec(plain);
  const title = found?.groups?.['title']?.replace(bodyPrefix, '').replace(bodyPrefix, '');
  if (title === undefined || title.length < 8 || !/^\p{Script=Han}{0,14}[市省县区州]/u.test(title) || !namesAct(title, '', '')) return [];
  const start = plain.indexOf(title);
  return [{ start, end: start + title.length, title: text.slice(start, start + title.length), draft: false, short: false, aliases: [] }];
}
