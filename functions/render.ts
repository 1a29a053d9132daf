import type { Context } from '../shared/model/ports.ts';
import { digestMail } from '../shared/pages/mail/digest-mail.ts';
import type { Render } from '../shared/pipeline/mail/deliver.ts';

/** The mail of a digest, in the reader's language or that of the configuration. */
export const renderFor =
  ({ settings }: Context): Render =>
  (digest, reader) =>
    digestMail(digest, { language: reader.choices?.language ?? settings.digest.language, ...reader });
