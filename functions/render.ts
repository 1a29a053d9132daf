import type { Context } from '../shared/model/ports.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';

/** The mail of a digest, in the language of the configuration. */
export const renderFor =
  (context: Context): Render =>
  (digest, reader) =>
    digestMail(digest, { language: context.settings.digest.language, ...reader });
