import type { MailContext } from '../../model/ports.ts';
import type { ReaderAnswers, Unread } from '../../model/reader-answers.ts';
import { wanted } from '../../stages/digest/choices.ts';
import { choicesToken, readChoicesToken, readConfirmToken, readSearchToken } from '../read/reader-links.ts';
import { findSaved } from '../read/saved-searches.ts';
import { findUnread, markRead } from '../read/unread.ts';
import { choicesByToken, chooseByToken, previewChoices } from './choices.ts';
import { exportReader } from './export-reader.ts';

/** Asks the worker of the mail queue, which alone may delete, to erase a reader. */
async function askToErase(token: string, context: MailContext): Promise<boolean> {
  const reader = await readChoicesToken(token, context);
  if (!reader) return false;
  await context.tasks.sendErasure({ erase: reader.id, at: context.now().toISOString() });
  return true;
}

/** What is new to a reader, by the choices. */
async function unreadByToken(token: string, context: MailContext): Promise<Unread | undefined> {
  const reader = await readChoicesToken(token, context);
  if (!reader) return undefined;
  const { choices = {} } = reader;
  const unread = await findUnread(reader.id, context);
  const found = await findSaved(choices.searches, unread.items, context);
  return { ...unread, items: unread.items.filter((item) => wanted(item, choices, found)) };
}

/** What holders of signed tokens may ask; `local`: a laptop composes a missing digest itself. */
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
  };
}
