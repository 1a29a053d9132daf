import type { ShownDocument } from '../../model/document.ts';
import type { SummaryLine } from '../../model/summary.ts';
import { renderDay } from './quantity.ts';
import { told, type Voice } from './summary-parts.ts';
import { joinNames } from './title-text.ts';

/** What one kind of act is there for: what a reply approves, what a notice changes, how many an announcement counts. */

type Granting = Pick<ShownDocument, 'title' | 'type' | 'text'>;

const scanned = 6_000;
const grants = /(?<!经[^，。；]{0,24})(?:原则)?同意(?!书|见)[^。；]{2,120}/;
const adjusts =
  /(?:由|从)[^，。；]{0,30}\d[^，。；]{0,16}(?:调整|提高|降低|下调|上调|增加|减少|提升|延长|缩短)(?:至|到|为)[^，。；]{0,20}\d/;
/** 截至2026年10月31日，累计有1073款生成式人工智能服务完成备案，647款应用或功能完成登记. */
const counted = /截[至止](20\d\d)年(\d{1,2})月(\d{1,2})日[^。]{0,12}(?:累计|共)/;
const sums = /(\d{1,6})[款个项]([^，。；\d]{2,20}?)(?:完成|通过|获得?)(备案|登记)/g;
/** 较上月新增61款: what is new of the first number. */
const added = /(?:新增|增加)(\d{1,6})[款个项]/;
const services: Readonly<Record<string, string>> = {
  生成式人工智能服务: 'generative AI services',
  深度合成服务算法: 'deep synthesis algorithms',
  深度合成算法: 'deep synthesis algorithms',
  算法: 'algorithms',
  大模型: 'large models',
  应用或功能: 'applications',
};

const two = (value: string | undefined): string => String(value).padStart(2, '0');

function countLine(quote: string): SummaryLine[] {
  const [, year, month, day] = counted.exec(quote) ?? [];
  const found = [...quote.matchAll(sums)].map(([, number, what = '', how]) => {
    const things = services[what.trim()];
    return things && `${Number(number).toLocaleString('en-GB')} ${things} had been ${how === '备案' ? 'filed' : 'registered'}`;
  });
  if (year === undefined || found.length === 0) return [];
  const known = found.flatMap((each) => each ?? []);
  const until = renderDay(`${year}-${two(month)}-${two(day)}`);
  const more = added.exec(quote)?.[1];
  const rise = more === undefined ? '' : `, ${Number(more).toLocaleString('en-GB')} more than before`;
  return told(known.length === found.length ? `By ${until} ${joinNames(known)}${rise}.` : undefined, 'Total', quote);
}

const answered = /对[^《》]{0,40}?第(\d{1,6})号(建议|提案)的(?:答复|复函)/;

/** At most one line of each kind. */
export function grantLines({ title, type, text }: Granting, voice: Voice): readonly SummaryLine[] {
  const [whole, number, kind] = answered.exec(title) ?? [];
  const asked =
    whole === undefined ? [] : told(`It answers ${kind === '建议' ? 'recommendation' : 'proposal'} No. ${number}.`, 'Answers', title);
  const approving = type === 'reply' || /(?:批复|复函)$/.test(title);
  let approved: readonly SummaryLine[] = [];
  let changed: readonly SummaryLine[] = [];
  let total: readonly SummaryLine[] = [];
  for (const sentence of text.slice(0, scanned).split(/(?<=[。；])|\n/)) {
    const quote = sentence.trim();
    if (quote.length > 240) continue;
    if (approving && approved.length === 0 && whole === undefined && grants.test(quote) && !title.includes(quote.slice(0, 12)))
      approved = told(undefined, voice.label('approves'), quote);
    if (changed.length === 0 && adjusts.test(quote)) changed = told(undefined, voice.label('adjusts'), quote);
    if (total.length === 0) total = countLine(quote);
  }
  return [...asked, ...approved, ...total, ...changed];
}
