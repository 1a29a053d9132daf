import { group, orEmpty } from '../../model/values.ts';
import type { TitlePiece } from './english.ts';
import { parseHanNumber } from './numbers.ts';
import { type Rendered, renderPhrase } from './phrase.ts';
import { readTypeAtEnd, renderWork } from './work-title.ts';

const piece = (zh: string, en: string): TitlePiece => ({ zh, en });

/** What the name of a standard begins with, and its part: 第2部分：资产管理. */
const fields = /(?:技术|系统|安全|服务|人工智能|信息|数据|数据集|设备|设施|网络|汽车|车辆|机器人|终端|芯片|智能体)$/;
const part = /^第([一二三四五六七八九十\d]{1,3})部分[:：](.{2,40})$/;

/** 网络安全技术 数据安全规范: the fields of the name of a standard are parted by dashes. `named` says that it is a standard. */
export function renderFields(text: string, named = false): Rendered | undefined {
  const parts = text.split(/\s{1,3}/);
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => /^[\u4e00-\u9fff、（）()“”+：A-Za-z\d]{2,60}$/.test(part)))
    return undefined;
  if (!(named || fields.test(group(parts, 0)) || part.test(orEmpty(parts.at(-1))))) return undefined;
  const rendered = parts.map((each, i) => {
    const [, number, of = ''] = part.exec(each) ?? [];
    if (number === undefined) return i === parts.length - 1 || readTypeAtEnd(each) ? renderWork(each) : renderPhrase(each);
    const inner = renderPhrase(of);
    const lead = each.slice(0, each.length - of.length);
    return { en: `Part ${parseHanNumber(number)}: ${inner.en}`, pieces: [piece(lead, `Part ${parseHanNumber(number)}:`), ...inner.pieces] };
  });
  const pieces = rendered.flatMap((each, i) => (i === 0 ? each.pieces : [piece(' ', '—'), ...each.pieces]));
  return { en: rendered.map(({ en }) => en).join(' — '), pieces };
}
