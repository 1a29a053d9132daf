import type { Answers } from '../../model/answers.ts';
import { orEmpty } from '../../model/values.ts';
import { trust } from '../../questions/trust.ts';
import { type Html, type HtmlPart, html } from '../words/escape.ts';
import type { View } from '../words/page-view.ts';
import { pageRoute } from './page-frame.ts';
import { head, section, table } from './parts.ts';

async function trustPage(view: View, answers: Answers) {
  const { say, to, day, language } = view;
  const { measured, unseen, documents, missingTexts, corrections, openDoubts } = await trust.answer({}, answers);
  const { sources, notRead, neverRead } = unseen;
  const of = ([english, chinese]: readonly (string | undefined)[]): string => orEmpty(language === 'zh' ? chinese : english);
  const link = (path: string, words: string): Html => html`<a href="${to(path)}">${words}</a>`;
  const lines = (...all: readonly HtmlPart[]): Html => html`<ul class="list">${all.map((line) => html`<li>${line}</li>`)}</ul>`;
  const rows = table(measured, [
    [say('What was measured'), ({ what }) => of(what), { row: true }],
    [say('Of', '样本数'), ({ n }) => n],
    [say('Found'), ({ found }) => of(found)],
    [say('Set apart'), ({ apart }) => (apart ? say('yes') : say('no'))],
    [say('Measured'), ({ on }) => day(on), { class: 'nb' }],
  ]);
  const unread = say(
    '{documents} documents are held. {notRead} of {sources} sources cannot be read in full now, {neverRead} were never read.',
    { documents, notRead, sources, neverRead },
  );
  const lead = say('Measured, not promised. “Set apart”: whoever wrote the rules had not seen what was measured.');
  const title = say('How far to trust this');
  const body = html`${head(title, html`<p class="lead">${lead}</p>`)}
${section('read', say('How well it reads'), rows)}
${section(
  'unseen',
  say('What cannot be seen'),
  lines(
    link('/sources', unread),
    link('/lineage#wanted', say('{missingTexts} texts are cited and not held', { missingTexts })),
    say('What no watched list shows: nothing found is no proof that nothing exists.'),
    say('Pages that refuse visitors, and files that are pictures of text.'),
  ),
)}
${section(
  'corrected',
  say('Corrections and doubts'),
  lines(
    link('/corrections', say('{corrections} corrections of landmarks and known acts', { corrections })),
    link('/doubts', say('{openDoubts} points are open', { openDoubts })),
  ),
)}
${section(
  'method',
  say('How it works'),
  lines(
    say('Each date, number, status and issuer has the words that prove it; without such words none is told.'),
    say('Pages are archived with hash and time before they are read, and can be read again.'),
    say('Rules and a small trained model read. Machine translation is marked, and proves nothing.'),
  ),
)}
${section(
  'report',
  say('Report an error'),
  lines(
    say(
      'Tell whoever runs this instance: the address of the version (“Cite this” on the page of the document), and the words that say otherwise.',
    ),
  ),
)}
<p class="small"><a href="/api/v1/trust">JSON</a></p>`;
  return { title, body };
}

export const trustRoutes = [pageRoute('/trust', trustPage)];
