import type { Answers } from '../../model/answers.ts';
import { type Digest, type DigestItem, sectionNames, sections } from '../../model/digest.ts';
import { opt, orEmpty } from '../../model/values.ts';
import { requireDigest } from '../../questions/digests.ts';
import { RequestProblem } from '../../questions/question.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { largestText, type Route, type RouteRequest, seeOther } from '../web/route.ts';
import { type Html, html } from '../words/escape.ts';
import { both, type View, viewOf } from '../words/page-view.ts';
import { headlineOf } from '../words/text-name.ts';
import { privatePage } from './page-frame.ts';
import { head, softLine } from './parts.ts';

/** An editor strikes, moves and annotates items of a digest before it goes. Every change is a POST, guarded as all of them are. */

const longestNote = 300;
const fieldForm = /^(strike|place|note)\.(.{1,80})$/;

function editIn(given: ReadonlyMap<string, string>, original: Digest) {
  const ids = new Set(itemsOf(original).map(({ id }) => id));
  const [struck, places, notes]: [string[], Record<string, number>, Record<string, string>] = [[], {}, {}];
  for (const [field, text] of given) {
    const [, what, id = ''] = fieldForm.exec(field) ?? [];
    const value = text.trim();
    if (what === undefined || value === '') continue;
    const wrong = (says: string) => new RequestProblem(400, `${field}: ${says}`, { parameter: field });
    if (!ids.has(id)) throw wrong('no item of this digest');
    if (what === 'place' && !/^[1-9]\d{0,2}$/.test(value)) throw wrong('a place in its section, 1 to 999');
    if (what === 'note' && value.length > longestNote) throw wrong(`at most ${longestNote} characters`);
    if (what === 'strike') struck.push(id);
    else if (what === 'place') places[id] = Number(value);
    else notes[id] = value;
  }
  return { struck, places, notes };
}

const needsScope = ({ say }: View): string =>
  say('This token cannot edit digests. Ask for one created with: hongtou tokens create NAME --scope edit');
export const mayEdit = ({ who }: RouteRequest): boolean => who?.scope === 'edit';

type Edited = ReadonlyMap<string, DigestItem>;

function itemFields(item: DigestItem, kept: Edited | undefined, view: View): Html {
  const { say } = view;
  const { id } = item;
  const { english, chinese } = headlineOf(item);
  const { note = '' } = kept?.get(id)?.edited ?? {};
  const field = (name: string, label: string, input: Html): Html => html`<label for="${`${name}-${id}`}">${label}</label> ${input} `;
  const struck = kept !== undefined && !kept.has(id);
  return html`<li class="field"><p><b>${both([english, chinese], view)}</b></p><p class="line">
${field('s', say('Strike'), html`<input type="checkbox" id="${`s-${id}`}" name="${`strike.${id}`}" value="yes"${struck && html` checked`}>`)}
${field('p', say('Position'), html`<input id="${`p-${id}`}" name="${`place.${id}`}" size="3" inputmode="numeric" value="${placeOf(id, kept)}">`)}
${field('n', say('Note'), html`<input id="${`n-${id}`}" name="${`note.${id}`}" class="full" maxlength="${longestNote}" value="${note}">`)}</p></li>`;
}

const placeOf = (id: string, kept: Edited | undefined): string =>
  kept?.get(id)?.edited?.moved ? String([...kept.keys()].indexOf(id) + 1) : '';

function editForm(original: Digest, edited: Digest, view: View): Html {
  const { say } = view;
  const blocks = sections.flatMap((section) => {
    const items = original.sections[section].filter(({ inFull }) => !inFull);
    const kept = edited.edited && new Map(edited.sections[section].map((item) => [item.id, item]));
    return items.length === 0
      ? []
      : html`<h2>${both(sectionNames[section], view)}</h2><ul>${items.map((item) => itemFields(item, kept, view))}</ul>`;
  });
  return html`<form class="long" action="${view.to(`/digests/${original.week}/edit`)}" method="post">
<p class="hint">${say('What you change is marked in the mail and on the page; what you strike is counted there. It can be changed until the digest goes out.')}</p>
${blocks}<p><button>${say('Save the digest')}</button></p></form>`;
}

async function show(request: RouteRequest, answers: Answers): Promise<Response> {
  const view = viewOf(request, answers);
  const original = await requireDigest(request.name('week'), answers, { original: true });
  const edited = await requireDigest(original.week, answers);
  const title = view.say('Edit the digest of {week}', { week: original.week });
  const form = mayEdit(request) ? editForm(original, edited, view) : softLine(needsScope(view));
  return privatePage({ title, body: html`${head(title)}${form}` }, view);
}

async function save(request: RouteRequest, given: ReadonlyMap<string, string>, answers: Answers): Promise<Digest> {
  if (!mayEdit(request)) throw new RequestProblem(403, needsScope(viewOf(request, answers)));
  const original = await requireDigest(orEmpty(request.name('week')), answers, { original: true });
  await answers.editDigest(original.week, { ...editIn(given, original), ...opt('who', request.who?.name) });
  return requireDigest(original.week, answers);
}

export const digestEditRoutes: readonly Route[] = [
  { method: 'GET', path: '/digests/:week/edit', answer: show },
  {
    method: 'POST',
    path: '/digests/:week/edit',
    async answer(request, answers) {
      const { week } = await save(request, await request.form(largestText), answers);
      return seeOther(viewOf(request, answers).to(`/digests/${week}`));
    },
  },
];
