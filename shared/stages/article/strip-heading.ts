import { parseDayFact } from '../dates/day-fact.ts';
import { type Dom, isInside } from '../html/dom.ts';
import type { PageLine } from '../html/lines.ts';
import { comparisonKey } from '../text/clean.ts';
import type { BodyText } from './body-text.ts';
import type { Title } from './shown-titles.ts';

const mostLines = 3;
const furnishing = /(?:来源|发布|时间|日期|浏览|阅读|点击|作者|字号|字体|打印|分享|责任编辑|编辑)[^\n:：]{0,4}\s?[:：]/;

/**
 * The text without the title of the page and the line of day and source under it, where both stand in the block of the text. The lines stay
 * as they are: number, names and days are looked for in them. A title that is not shown apart is part of the document and stays.
 */
export function stripHeading(dom: Dom, text: BodyText, title: Title): BodyText {
  const first = text.lines[0];
  if (!first || !title.element || !isInside(dom, first.block, title.element) || comparisonKey(first.text) !== comparisonKey(title.text))
    return text;
  let from = 1;
  while (from <= mostLines && isFurnishing(text.lines[from])) from += 1;
  const shown = text.text.split('\n');
  if (text.lines.length <= from || text.lines.slice(0, from).some((line, at) => line.text !== shown[at])) return text;
  return { ...text, text: shown.slice(from).join('\n') };
}

const isFurnishing = (line: PageLine | undefined): boolean =>
  line !== undefined &&
  !line.cells &&
  line.text.length <= 140 &&
  !/[。；]/.test(line.text) &&
  (furnishing.test(line.text) || parseDayFact(line.text, 'body') !== undefined);
