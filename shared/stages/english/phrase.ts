import { group, orEmpty } from '../../model/values.ts';
import { wordPairs } from '../../registry/title-words.ts';
import { withArticle } from './plural.ts';
import { tidyEnglish } from './tidy.ts';
import { piece, type Rendered, type Row, renderFirst, type TitleText } from './title-text.ts';
import { tokenize } from './tokens.ts';
import { drivers, turnsOfPhrase } from './turns.ts';
import { renderInOrder } from './word-order.ts';

/** Turns that change the order of words, as they are tried; what has none of them is rendered word by word. */
const turns: readonly Row<[TitleText]>[] = [
  { form: '对X进行Y, 对X实施Y', render: renderDoneTo },
  { form: '如何申领X, X怎么申领', render: renderQuestion },
  { form: '利用X加强Y and others that are patterns alone', render: renderTurnOfPhrase },
  { form: '为X提供Y', render: (text) => renderDoing(provided.exec(text.text), text, 'for') },
  { form: '以X推动Y', render: (text) => renderDoing(doneBy.exec(text.text), text, 'with') },
  { form: '加快推进X在Y领域应用', render: renderAppliedIn },
  { form: '在X开展Y', render: renderSomewhere },
];

/** Renders a phrase by its words and their order. Unknown Chinese is kept. `acting`: the phrase begins with what is done. */
export function renderPhrase(text: TitleText, acting = false): Rendered {
  const turned = renderFirst(turns, text);
  if (turned) return turned;
  const list = tokenize(text, acting);
  return { en: tidyEnglish(renderInOrder(list)), pieces: list.map(({ zh, en, by }) => piece(zh, en.trim(), by)) };
}

const doneTo = /^(对于?)(.{2,60}?)(进行|予以|开展|实施|给予|加征)(.{2,20})$/;

/** What is done stands before what it is done to. */
function renderDoneTo(text: TitleText): Rendered | undefined {
  const [whole, lead = '', object = '', doing = '', deed = ''] = doneTo.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const to = renderPhrase(text.slice(lead.length, lead.length + object.length));
  const what = renderPhrase(text.slice(-deed.length));
  const verb = { 实施: 'Implementing', 加征: 'Imposing Additional' }[doing];
  return {
    en: verb ? `${verb} ${what.en} on ${to.en}` : `the ${what.en} of ${to.en}`,
    pieces: [piece(lead, 'on'), ...to.pieces, piece(doing, ''), ...what.pieces],
  };
}

const verbs = Object.keys(wordPairs.asked).join('|');
/** What is asked, and of what. */
const question = new RegExp(`^(?:(.{2,30}?)(怎么|如何|怎样)(${verbs})|(怎么|如何|怎样)(${verbs})(.{2,40}?))([？?]?)$`);

/** How to Apply for Compute Vouchers. */
function renderQuestion(text: TitleText): Rendered | undefined {
  const [, before, how = '', verb = '', first = '', then = '', after, mark = ''] = question.exec(text.folded) ?? [];
  const subject = before ?? after;
  if (subject === undefined) return undefined;
  const from = before === undefined ? first.length + then.length : 0;
  const what = renderPhrase(text.slice(from, from + subject.length));
  const doing = orEmpty(wordPairs.asked[verb || then]);
  const asking = [piece(how || first, 'How to'), piece(verb || then, doing)];
  const end = mark === '' ? [] : [piece(text.slice(-1), '?')];
  const pieces = before === undefined ? [...asking, ...what.pieces, ...end] : [...what.pieces, ...asking, ...end];
  return { en: tidyEnglish(`How to ${doing} ${what.en}${mark ? '?' : ''}`), pieces };
}

/** 平等, 等级, 等待: the 等 of a word does not end a list. */
const unlike = /^(?:级|同|于|待|等|额)/;
const longestTurn = 200;

function renderTurnOfPhrase(text: TitleText): Rendered | undefined {
  if (text.length > longestTurn) return undefined;
  for (const [pattern, render] of turnsOfPhrase) {
    const match = pattern.exec(text.folded);
    if (!match || unlike.test(group(match, 3))) continue;
    let at = 0;
    const parts = match.slice(1).map((each = '') => {
      at += each.length;
      return each === '' ? undefined : renderPhrase(text.slice(at - each.length, at));
    });
    const groups = match.slice(1).filter((each) => each !== undefined);
    const en = render(
      parts.map((part) => orEmpty(part?.en)),
      groups,
    );
    return { en: tidyEnglish(en), pieces: parts.flatMap((part) => part?.pieces ?? []) };
  }
  return undefined;
}

const provided = /^(为|向|面向)(.{2,24}?)(提供|开放|发放|推广)(.{2,40})$/;
const doneBy = /^(以)(.{2,20}?)(推动|驱动|赋能|引领|促进|带动|支撑|助推)(.{2,40})$/;

/** Providing Y for X, Promoting Y with X. */
function renderDoing(match: RegExpExecArray | null, text: TitleText, link: 'for' | 'with'): Rendered | undefined {
  const [whole, lead = '', party = '', doing = ''] = match ?? [];
  if (whole === undefined) return undefined;
  const start = lead.length + party.length;
  const whom = renderPhrase(text.slice(lead.length, start));
  const verb = drivers[doing];
  const object = renderPhrase(text.slice(verb ? start + doing.length : start));
  const what = verb ? { en: `${verb} ${object.en}`, pieces: [piece(doing, verb), ...object.pieces] } : object;
  return { en: tidyEnglish(`${what.en} ${link} ${whom.en}`), pieces: [piece(lead, link), ...whom.pieces, ...what.pieces] };
}

const advancing = '加快推进|加快推动|推进|推动|加快|加强|促进|深化|拓展|扩大|规范|规范和加强';
const appliedIn = new RegExp(
  `^(${advancing})(.{2,24}?)(在)(.{2,20}?)((?:领域|行业)?(?:中)?的?)((?:规模化|创新|深度|广泛|示范|推广){0,2}应用|推广|使用)$`,
);
/** Words for "use" that need no rendering of their own. */
const uses = wordPairs['uses'];

/** Advancing the Application of X in Y. */
function renderAppliedIn(text: TitleText): Rendered | undefined {
  const [whole, verb = '', thing = '', , field = '', of = '', use = ''] = appliedIn.exec(text.text) ?? [];
  if (whole === undefined) return undefined;
  const start = verb.length + thing.length;
  const doing = renderPhrase(text.slice(0, verb.length));
  const what = renderPhrase(text.slice(verb.length, start));
  const where = renderPhrase(text.slice(start + 1, start + 1 + field.length));
  const used = renderPhrase(text.slice(-use.length));
  const pieces = [...doing.pieces, ...what.pieces, piece('在', 'in'), ...where.pieces, ...(of ? [piece(of, 'of')] : []), ...used.pieces];
  return { en: tidyEnglish(`${doing.en} the ${uses[use] ?? used.en} of ${what.en} in ${where.en}`), pieces };
}

const wholes = wordPairs['whole-places'];
const somewhere = /^(.{0,20}?)在(.{2,24}?)(?:暂时调整适用|调整适用|开展|建设|设立|实施|推广|部署|推进).{2,60}$/;

/** Where a thing is done stands last. */
function renderSomewhere(text: TitleText): Rendered | undefined {
  const [found, lead = '', where = ''] = somewhere.exec(text.text) ?? [];
  if (found === undefined) return undefined;
  const start = lead.length + 1;
  const whole = wholes[where];
  const place = whole ? { en: whole, pieces: [piece(where, whole)] } : renderPhrase(text.slice(start, start + where.length));
  const [before, doing] = [renderPhrase(text.slice(0, lead.length)), renderPhrase(text.slice(start + where.length))];
  return {
    en: tidyEnglish(`${before.en} ${doing.en} in ${withArticle(place.en)}`),
    pieces: [...before.pieces, piece('在', 'in'), ...place.pieces, ...doing.pieces],
  };
}
