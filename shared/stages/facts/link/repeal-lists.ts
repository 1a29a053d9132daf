import { compileForm } from '../phrases/date-form.ts';
import type { Mention } from './mentions.ts';
import { namesAct } from './titles.ts';

/** Lists and tables of repealed texts, in a body or in an annex. */

/** A line like 下列文件予以废止： or a heading like 宣布失效的文件目录 makes repealed texts of the list items below it. */
const opens = compileForm(
  '({repeal}|失效)[^。]{0,24}(下列|以下|如下)|(下列|以下)[^。]{0,40}({repeal}|失效)' +
    '|({repeal}|失效)的?[^。《》]{0,24}(目录|清单|一览表)' +
    '|对[^。；《》]{2,40}(文件|规章|法规|政策|规定|办法|措施)(予以|全部|一并|宣布){0,3}({repeal}|失效)[^。；《》]{0,4}[：:]\\s{0,6}$',
);
/** What is only planned, kept or amended is no list of repealed texts. */
const otherwise = /拟(?![定订])|建议|征求|保留|继续有效|需要|计划|(?:尚未|没有|不予)/;
const mixed = /(?:修改|修订|修正)[^。]{0,24}(?:目录|清单|一览表)\s{0,6}$/;

export const opensRepeals = (plain: string): boolean => opens.test(plain) && !otherwise.test(plain) && !mixed.test(plain);

const item = /^\s{0,6}(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|\d{1,4}\t|序\s?号|[《\d•·-])/;
/** A line that tells of other texts: 二、继续有效的文件目录. */
const turns = /(?:继续有效|保留|修改|修订|下列|以下|目录|清单)/;

/** Whether a line belongs to the list above it. */
export const isListed = (plain: string, names: boolean): boolean => item.test(plain) && (names || !turns.test(plain));

/** A row of a table that says something else of its text than the heading does: 予以保留. */
const kept = /保留|继续有效|继续执行|拟(?:修订|修改|废止)|\t\s{0,3}(?:修改|修订)\s{0,3}(?:\t|$)/;
/** 关于修改《X》的决定, written without 《》 around it: the decision is repealed, and not X. */
const around = /(?:^|[^《〈])关于[^《》\t\n]{0,24}$/;
const shell = /(?:印发|公布|发布|颁布|下发)[^《》\t\n]{0,12}$/;

/** Whether a list of repealed texts means the text that its line names at `start`. */
export function isMeant(plain: string, start: number): boolean {
  const before = plain.slice(0, start);
  return !kept.test(plain.replace(/《[^《》]{0,200}》/g, '')) && !(plain[start] === '《' && around.test(before) && !shell.test(before));
}

/** 3．海屿市数据中心办法（2019年印发）: a title without 《》 and without a number. */
const naked =
  /^\s{0,6}(?:[（(]?[一二三四五六七八九十\d]{1,4}[）)、.．]|\d{1,4}\t)\s{0,6}([^\s《》，。；;：:]{8,90}?)(?:[（(][^（）()]{0,30}[）)])?\s{0,6}(?:[。；;]|\t|$)/;

export function nakedTitle(text: string, plain: string): Mention[] {
  const title = naked.exec(plain.trimEnd())?.[1];
  if (title === undefined || kept.test(plain) || !/[市省县区州部局委会厅院办室国]|关于/.test(title) || !namesAct(title, '', '')) return [];
  const start = plain.indexOf(title);
  const end = start + title.length;
  return [{ start, end, title: text.slice(start, end), draft: false, short: false, aliases: [] }];
}
