import type { StatusReason } from '../../model/document.ts';
import type { Status } from '../../model/vocabulary.ts';

/** Two languages, and how a day is written. */
type ReasonLanguage = { readonly say: (english: string, chinese: string) => string; readonly day: (day: string) => string };

function until({ until: last, endDoubted }: StatusReason, { say, day }: ReasonLanguage): string {
  if (endDoubted) return say('; its last day is in doubt', '；失效日期存疑');
  return last === undefined ? say(', no end stated', '，未注明失效日期') : say(` until ${day(last)}`, `，有效期至${day(last)}`);
}

const noDay = ({ say }: ReasonLanguage): string => say('; no day of effect is stated', '；未注明施行日期');

const byDay: Readonly<
  Record<
    'effective' | 'expires' | 'signed' | 'published',
    (reason: StatusReason, day: string, tongue: ReasonLanguage, status: Status) => string
  >
> = {
  effective: (reason, day, tongue, status) =>
    (status === 'not-yet-in-force'
      ? tongue.say(`takes effect ${day}`, `${day}起施行`)
      : tongue.say(`in force since ${day}`, `自${day}起施行`)) + until(reason, tongue),
  expires: (_reason, day, { say }) => say(`its term ended ${day}`, `有效期至${day}，已届满`),
  signed: (_reason, day, tongue) => tongue.say(`signed ${day}`, `${day}成文`) + noDay(tongue),
  published: (_reason, day, tongue) => tongue.say(`published ${day} by its issuer`, `发文机关${day}发布`) + noDay(tongue),
};

const fixed: Readonly<Record<Exclude<StatusReason['by'], keyof typeof byDay>, (tongue: ReasonLanguage) => string>> = {
  number: (tongue) => tongue.say('it bears a number', '有发文字号') + noDay(tongue),
  validity: ({ say }) => say('a label of the page says so', '页面效力标注'),
  repealed: ({ say }) => say('repealed by', '废止依据'),
  superseded: ({ say }) => say('replaced by', '替代文本'),
  draft: ({ say }) => say('put out for comment', '公开征求意见'),
  approval: ({ say }) => say('its text waits for an approval', '须经批准后施行'),
  doubt: ({ say }) => say('the page gives several last days, and one has passed', '页面所载失效日期不一，其一已过'),
  kind: ({ say }) => say('a text of this kind orders nothing', '此类文本不具约束力'),
  nothing: ({ say }) => say('the page bears no number, no signature and no day of its issuer', '页面无文号、成文日期及发文机关日期'),
};

/** Why a document has its status, in words that are true on the day asked. */
export function reasonWords(status: Status, reason: StatusReason, tongue: ReasonLanguage): string {
  const { by, day = '' } = reason;
  if (by in byDay) return byDay[by as keyof typeof byDay](reason, tongue.day(day), tongue, status);
  const words = fixed[by as keyof typeof fixed](tongue);
  return reason.document === undefined ? words : `${words} ${reason.document.title}`;
}
