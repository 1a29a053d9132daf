import { orEmpty } from '../../model/values.ts';
import type { PageLine } from '../html/lines.ts';
import type { Labels } from './labels.ts';

/** The line that dates and credits follow: over the first 发布时间 or 来源 in running words, else over a line with a day. */
export function lineAboveDate(labels: Labels, lines: readonly PageLine[], isAct: (text: string) => boolean): string | undefined {
  const pair = [...(labels.get('published') ?? []), ...(labels.get('source') ?? [])].find((each) => !each.table && each.value !== '');
  const at = pair ? lines.findIndex((line) => line.place === pair.place && line.text.startsWith(pair.quote)) : overDay(lines, isAct);
  return textOfLine(lines[at - 1]);
}

/** Of lines with a day, one under the name of an act before one that opens with its day. */
function overDay(lines: readonly PageLine[], isAct: (text: string) => boolean): number {
  const short = ({ text, links, align }: PageLine): boolean => links === 0 && align !== 'right' && text.length < 80 && !/[。；]/.test(text);
  const named = lines.findIndex(
    (line, n) => short(line) && line.text.length < 50 && dayWithin.test(line.text) && isAct(orEmpty(lines[n - 1]?.text)),
  );
  return named > 0 ? named : lines.findIndex((line) => short(line) && dayFirst.test(line.text));
}

const dayFirst = /^[[【(（]?\s?20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const dayWithin = /20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;

function textOfLine(above: PageLine | undefined): string | undefined {
  const fits =
    above !== undefined &&
    above.links < 2 &&
    above.linked <= above.text.length * 0.3 &&
    above.text.length <= 150 &&
    !/[:：>»]|[。；]$/.test(above.text);
  return fits ? above.text : undefined;
}
