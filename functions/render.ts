import type { Context } from '../shared/model/ports.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import { describeChoices } from '../shared/pages/words/choices.ts';
import { localeOf } from '../shared/pages/words/digest-locale.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';

/** The mail of a digest, in the reader's language or that of the configuration. */
export const renderFor =
  ({ settings }: Context): Render =>
  (digest, { choices, choicesUrl, confirmedOn, ...links }) => {
    const language = choices?.language ?? settings.digest.language;
    const tongue = localeOf(language);
    const reader = { choices: describeChoices(choices, tongue, settings.digest), confirmedOn, url: choicesUrl };
    return { ...digestMail(digest, { language, ...links, reader }), dayWords: tongue.day };
  };
