import type { StatusReason } from '../../model/document.ts';
import type { Status } from '../../model/vocabulary.ts';
import type { Say } from './words.ts';

/** Two languages, and how a day is written. */
type ReasonLanguage = { readonly say: Say; readonly day: (day: string) => string };

function until({ until: last, endDoubted }: StatusReason, { say, day }: ReasonLanguage): string {
  if (endDoubted) return say('; expiry date uncertain', '；失效日期存疑');
  return last === undefined ? say(', no expiry date stated', '，未注明失效日期') : say(` until ${day(last)}`, `，有效期至${day(last)}`);
}

const noDay = ({ say }: ReasonLanguage): string => say('; effective date not stated', '；未注明施行日期');

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
  expires: (_reason, day, { say }) => say(`expired ${day}`, `有效期至${day}，已届满`),
  signed: (_reason, day, tongue) => tongue.say(`signed ${day}`, `${day}成文`) + noDay(tongue),
  published: (_reason, day, tongue) => tongue.say(`published ${day} by the issuer`, `发文机关${day}发布`) + noDay(tongue),
};

const fixed: Readonly<Record<Exclude<StatusReason['by'], keyof typeof byDay>, (tongue: ReasonLanguage) => string>> = {
  number: (tongue) => tongue.say('has a document number') + noDay(tongue),
  validity: ({ say }) => say('as labelled on the page'),
  repealed: ({ say }) => say('repealed by'),
  superseded: ({ say }) => say('replaced by'),
  suspended: ({ say }) => say('suspended by', '暂停实施，依据'),
  'put-off': ({ say }) => say('the day of effect was put off, and no other stated, by', '施行日期推迟，未定新日期，依据'),
  draft: ({ say }) => say('published for comment'),
  approval: ({ say }) => say('awaiting approval'),
  doubt: ({ say }) => say('the page gives several expiry dates, and one has passed'),
  kind: ({ say }) => say('documents of this type are not binding'),
  nothing: ({ say }) => say('no document number, signature or issuer’s date on the page'),
};

/** From when to when another act ends or stops it. */
function span({ day, until: last }: StatusReason, { say, day: render }: ReasonLanguage): string {
  if (day === undefined) return '';
  const [from, to] = [render(day), last && render(last)];
  return to === undefined ? say(`, since ${from}`, `，自${from}起`) : say(`, from ${from} to ${to}`, `，自${from}至${to}`);
}

/** Why a document has its status, in words that are true on the day asked. */
export function reasonWords(status: Status, reason: StatusReason, tongue: ReasonLanguage): string {
  const { by, day = '', document } = reason;
  if (by in byDay) {
    const words = byDay[by as keyof typeof byDay](reason, tongue.day(day), tongue, status);
    return document === undefined ? words : `${words}${tongue.say(`, as changed by ${document.title}`, `（依据${document.title}）`)}`;
  }
  const words = fixed[by as keyof typeof fixed](tongue);
  return document === undefined ? words : `${words} ${document.title}${span(reason, tongue)}`;
}
