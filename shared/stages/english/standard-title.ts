import { group } from '../../model/values.ts';
import { parseHanNumber } from './numbers.ts';
import { renderPhrase } from './phrase.ts';
import { piece, type Rendered, type TitleText } from './title-text.ts';
import { readTypeAtEnd, renderWork } from './work-title.ts';

/** What the name of a standard begins with, and its part: 第2部分：资产管理. */
const fields =
  /(?:管理|治理|资源|工程|平台|模型|计算|算力|通信|技术|系统|安全|服务|人工智能|信息|数据|数据集|设备|设施|网络|汽车|车辆|机器人|终端|芯片|智能体)$/;
/** What standards are called, and words that a notice has and a standard has not. */
const standards = /(?:规范|要求|指南|方法|指标|术语|代码|框架|模型|准则|规程|导则|规则|格式|接口)$/;
const notices = /关于|印发|发布|公布|通知|意见|局|委|部门|政府/;
const part = /^第([一二三四五六七八九十\d]{1,3})部分[:：](.{2,40})$/;
const name = /^[\u4e00-\u9fff、（）()“”+：A-Za-z\d]{2,60}$/;

/** 网络安全技术 数据安全规范: the fields of the name of a standard are parted by dashes. `named` says that it is a standard. */
export function renderFields(title: TitleText, named = false): Rendered | undefined {
  const texts = title.text.split(/\s{1,3}/);
  if (texts.length < 2 || texts.length > 4 || !texts.every((each) => name.test(each))) return undefined;
  const parted = standards.test(group(texts, texts.length - 1)) && !notices.test(title.text);
  if (!(named || parted || fields.test(group(texts, 0)) || part.test(group(texts, texts.length - 1)))) return undefined;
  let at = 0;
  const rendered = texts.map((text, i) => {
    const start = title.text.indexOf(text, at);
    at = start + text.length;
    const field = title.slice(start, at);
    const [, number, of = ''] = part.exec(text) ?? [];
    if (number === undefined) return i === texts.length - 1 || readTypeAtEnd(field) ? renderWork(field) : renderPhrase(field);
    const inner = renderPhrase(field.slice(-of.length));
    const label = `Part ${parseHanNumber(number)}:`;
    return { en: `${label} ${inner.en}`, pieces: [piece(field.slice(0, -of.length), label), ...inner.pieces] };
  });
  const pieces = rendered.flatMap((each, i) => (i === 0 ? each.pieces : [piece(' ', '—'), ...each.pieces]));
  return { en: rendered.map(({ en }) => en).join(' — '), pieces };
}
