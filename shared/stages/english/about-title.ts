import type { TitleIssuers } from './issuing-bodies.ts';
import { renderPhrase } from './phrase.ts';
import { tidyEnglish } from './tidy.ts';
import { byIssuers, readKindAtEnd } from './title-frame.ts';
import { piece, type Rendered, type TitleText } from './title-text.ts';
import { readTypeSuffix, renderWork, takesOn } from './work-title.ts';

const matters = /(?:(有关|相关)(?:工作|事项|事宜|问题)|工作|(?<=抽查|检查|处置|督查|整改)情况|(?<=征集|评选|遴选|推介|宣传)活动)$/;

/** 有关工作, 有关事项 at the end of what a notice is about; a bare 工作 says nothing. */
function renderMatter(text: TitleText): Rendered {
  const end = matters.exec(text.folded);
  if (!end || end.index < 2) return renderPhrase(text, true);
  const of = text.text[end.index - 1] === '的' ? 1 : 0;
  const inner = renderPhrase(text.slice(0, end.index - of), true);
  // 做好X有关工作: the deed says it already.
  const matter = end[1] && !/^(?:Further )?[A-Z][a-z]+ing\b/.test(inner.en) ? 'Matters Concerning ' : '';
  const pieces = [...inner.pieces, ...(of ? [piece('的', '')] : []), piece(text.slice(end.index), matter.trim())];
  return { en: `${matter}${inner.en}`, pieces };
}

/** 支持X若干政策: the policies are what the notice brings, and the name of a work. */
const severalAtEnd = /^.{6,80}?(?:若干|[一二三四五六七八九十]{1,3}条)(?:政策措施|政策|措施|举措|意见|规定)$/;
/** 关于X管理办法 is the name of a work and no notice. */
const named = /Measures|Provisions|Plan|Guidelines|Policies/;

/** 关于X的通知, with X either the name of a work that is issued or something to be done. */
export function renderAbout(text: TitleText, head: TitleIssuers | undefined): Rendered | undefined {
  const tail = readTypeSuffix(text);
  const { core } = tail;
  const start = /^(?:关于|对)/.exec(core.folded)?.[0];
  const type = readKindAtEnd(core);
  if (!start || !type || start.length + type.zh.length >= core.length) return undefined;
  if (!type.zh.startsWith('的') && named.test(type.en)) return undefined;
  const middle = core.slice(start.length, -type.zh.length);
  const issuing = /^(?:印发|发布|公布|转发|下发)/.exec(middle.folded)?.[0];
  const several = !issuing && severalAtEnd.test(middle.text);
  const inner = issuing ? renderWork(middle.slice(issuing.length)) : several ? renderWork(middle) : renderMatter(middle);
  const verb = issuing === undefined ? '' : issuing === '转发' ? 'Forwarding' : 'Issuing';
  const link = several ? 'on' : start === '对' ? 'to' : takesOn.test(type.en) || issuing ? 'on' : 'for';
  return {
    en: tidyEnglish(`${type.en}${byIssuers(head)} ${link} ${verb ? `${verb} the ` : ''}${inner.en} ${tail.en}`),
    pieces: [
      piece(core.slice(0, start.length), 'on'),
      ...(issuing ? [piece(middle.slice(0, issuing.length), verb)] : []),
      ...inner.pieces,
      piece(type.zh, type.en),
      ...tail.pieces,
    ],
  };
}
