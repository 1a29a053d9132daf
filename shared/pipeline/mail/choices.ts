import { randomBytes } from 'node:crypto';
import type { Digest } from '../../model/digest.ts';
import { InputError } from '../../model/errors.ts';
import type { MailContext } from '../../model/ports.ts';
import type {
  ChoiceForm,
  Choices,
  LanguagePair,
  ReadChoices,
  ReaderAnswers,
  SavedSearch,
  ShownChoices,
  Subscriber,
  Unread,
  WrongChoice,
} from '../../model/reader.ts';
import { dayOf, lastWeek } from '../../model/time.ts';
import { readChoices } from '../../stages/digest/choice-form.ts';
import { chooseFrom, wanted } from '../../stages/digest/choices.ts';
import { itemsOf } from '../../stages/digest/narrow.ts';
import { findUnread, markRead } from '../read/candidates.ts';
import { pageWeek } from '../read/digest.ts';
import { choicesToken, findSaved, readChoicesToken, readConfirmToken, readSearchToken, searchToken } from '../read/reader-links.ts';
import { resolve } from '../read/resolve.ts';
import { exportReader, keepChoices } from './subscribers.ts';

const newId = /^new\d*$/;
const mostNamed = 3;

async function findAct(ref: string, context: MailContext): Promise<string | LanguagePair> {
  const { ids, held, candidates = [] } = await resolve(ref, context);
  const [id, ...more] = held ? ids : [];
  if (id !== undefined && more.length === 0) return id;
  const may = [...(more.length > 0 ? ids : []), ...candidates.map((each) => each.id)].slice(0, mostNamed).join(', ');
  return may === ''
    ? ['no stored document is known by this; write its id, address, number or exact title', '未收录此文件；请写代号、网址、文号或完整标题']
    : [`it may name several documents; write the id of one: ${may}`, `可能指多份文件；请写其中一份的代号：${may}`];
}

async function findActs(refs: readonly string[], kept: readonly string[], context: MailContext) {
  const ids: string[] = [];
  const wrong: WrongChoice[] = [];
  for (const ref of refs) {
    const found = kept.includes(ref) ? ref : await findAct(ref, context);
    if (typeof found === 'string') ids.push(found);
    else wrong.push({ field: 'follow', given: ref, says: found });
  }
  return { ids: [...new Set(ids)], wrong };
}

export async function readWritten(form: ChoiceForm, kept: Choices, context: MailContext): Promise<ReadChoices> {
  const { choices, wrong } = readChoices(form, kept, dayOf(context.now()));
  const { acts: refs = [], ...others } = choices;
  const acts = await findActs(refs, kept.acts ?? [], context);
  return { choices: { ...others, ...(acts.ids.length > 0 && { acts: acts.ids }) }, wrong: [...wrong, ...acts.wrong] };
}

const withId = (search: SavedSearch) => (newId.test(search.id) ? { ...search, id: randomBytes(6).toString('hex') } : search);

export async function storeChoices(reader: Subscriber, choices: Choices, context: MailContext): Promise<Subscriber> {
  const { searches = [], ...others } = choices;
  const kept = await keepChoices(reader, { ...others, ...(searches.length > 0 && { searches: searches.map(withId) }) }, context);
  if (!kept) throw new InputError(`${reader.address} receives no mail, so its choices stay as they are`);
  return kept;
}

export async function previewChoices(choices: Choices, mayKeep: boolean, context: MailContext): Promise<Digest | undefined> {
  const digest = await pageWeek(lastWeek(context.now()), mayKeep, context);
  return digest && chooseFrom(digest, choices, await findSaved(choices.searches, itemsOf(digest), context));
}

export async function showChoices(reader: Subscriber, context: MailContext): Promise<ShownChoices> {
  const { address, state, choices = {} } = reader;
  const links: Record<string, ShownChoices['links'][string]> = {};
  for (const search of choices.searches ?? []) {
    const token = await searchToken(reader, search, context);
    const at = (file: string) => `${context.baseUrl}/choices/${file}?token=${token}`;
    links[search.id] = { feed: at('feed.atom'), calendar: at('calendar.ics') };
  }
  const acts = await context.documents.heads(choices.acts ?? []);
  return {
    address,
    state,
    choices,
    links,
    titles: Object.fromEntries(acts.map(({ id, title, english, type }) => [id, { title, english: english.title, type }])),
  };
}

async function choicesByToken(token: string, context: MailContext) {
  const reader = await readChoicesToken(token, context);
  return reader && showChoices(reader, context);
}

/**
 * Reads what the holder of a token wrote, and stores it when `save` and nothing is wrong. Who left, or whose mailbox refused us, changes
 * nothing.
 */
async function chooseByToken(token: string, form: ChoiceForm, save: boolean, context: MailContext) {
  const reader = await readChoicesToken(token, context);
  if (!reader) return undefined;
  const read = await readWritten(form, reader.choices ?? {}, context);
  if (save && read.wrong.length === 0) await storeChoices(reader, read.choices, context);
  return read;
}

async function askToErase(token: string, context: MailContext) {
  const reader = await readChoicesToken(token, context);
  if (!reader) return false;
  await context.tasks.sendErasure({ erase: reader.id, at: context.now().toISOString() });
  return true;
}

async function unreadByToken(token: string, context: MailContext): Promise<Unread | undefined> {
  const reader = await readChoicesToken(token, context);
  if (!reader) return undefined;
  const { choices = {} } = reader;
  const unread = await findUnread(reader.id, context);
  const found = await findSaved(choices.searches, unread.items, context);
  return { ...unread, items: unread.items.filter((item) => wanted(item, choices, found)) };
}

export function readerAnswersOf(context: MailContext, local: boolean): ReaderAnswers {
  const { weekday, time, timeZone } = context.settings.digest;
  return {
    rhythm: { weekday, time, timeZone },
    shown: (token) => choicesByToken(token, context),
    choose: (token, form, save) => chooseByToken(token, form, save, context),
    preview: (choices) => previewChoices(choices, local, context),
    async export(token) {
      const reader = await readChoicesToken(token, context);
      return reader && exportReader(reader, context);
    },
    erase: (token) => askToErase(token, context),
    search: (token) => readSearchToken(token, context),
    unread: (token) => unreadByToken(token, context),
    async markRead(token, upTo) {
      const reader = await readChoicesToken(token, context);
      if (reader) await markRead(reader.id, upTo, context);
      return reader !== undefined;
    },
    async tokenAfter(confirmToken) {
      const found = await readConfirmToken(confirmToken, context);
      return found?.reader.state === 'confirmed' ? choicesToken(found.reader, context) : undefined;
    },
    async tokenOf(id) {
      const reader = await context.digests.subscriber(id);
      return reader?.state === 'confirmed' ? choicesToken(reader, context) : undefined;
    },
  };
}
