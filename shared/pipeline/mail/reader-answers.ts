import type { Context } from '../../model/ports.ts';
import type { ReaderAnswers } from '../../model/reader-answers.ts';
import { choicesToken, readChoicesToken, readConfirmToken, readSearchToken } from '../read/reader-links.ts';
import { choicesByToken, chooseByToken, previewChoices } from './choices.ts';
import { exportReader } from './export-reader.ts';

/** Asks the worker of the mail queue, which alone may delete, to erase a reader. */
async function askToErase(token: string, context: Context): Promise<boolean> {
  const reader = await readChoicesToken(token, context);
  if (!reader) return false;
  await context.tasks.sendErasure({ erase: reader.id, at: context.now().toISOString() });
  return true;
}

/** What holders of signed tokens may ask; `local`: a laptop composes a missing digest itself. */
export function readerAnswersOf(context: Context, local: boolean): ReaderAnswers {
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
    async tokenAfter(confirmToken) {
      const found = await readConfirmToken(confirmToken, context);
      return found?.reader.state === 'confirmed' ? choicesToken(found.reader, context) : undefined;
    },
  };
}
