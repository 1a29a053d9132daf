import type { Context } from '../shared/model/ports.ts';
import { opt } from '../shared/model/values.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import { readerWords } from '../shared/pages/mail/digest-parts.ts';
import { isReminderAlone, reminderMail } from '../shared/pages/mail/reader-mail.ts';
import { describeChoices, describeNarrowing } from '../shared/pages/words/choices.ts';
import { localeOf } from '../shared/pages/words/days.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';

export const renderFor =
  ({ settings }: Pick<Context, 'settings'>): Render =>
  (digest, { choices, choicesUrl, confirmedOn, ...links }) => {
    const language = choices?.language ?? settings.digest.language;
    const tongue = localeOf(language);
    const narrowed = opt('narrowed', describeNarrowing(choices, tongue));
    const reader = { choices: describeChoices(choices, tongue, settings.digest), ...narrowed, confirmedOn, url: choicesUrl };
    const { today, unsubscribeUrl } = links;
    const foot = [
      { name: tongue.say('Change your choices'), url: choicesUrl },
      { name: tongue.say('Unsubscribe'), url: unsubscribeUrl },
    ];
    const mail = isReminderAlone(digest)
      ? reminderMail(digest, today, tongue, { why: readerWords(reader, tongue), links: foot })
      : digestMail(digest, { language, ...links, reader });
    return { ...mail, dayWords: tongue.day };
  };
