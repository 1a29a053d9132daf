import { type Language, say } from './words.ts';

type Marked = { readonly notSeenOnIssuersSite?: readonly string[] | undefined };

/** That an act speaks in the name of a body on whose site nobody saw it, and where it was seen; nothing where its issuer vouches for it. */
export const unseenWords = ({ notSeenOnIssuersSite: hosts }: Marked, language: Language): string | undefined =>
  hosts && say(language, `not seen on the issuer's site, only on ${hosts.join(', ')}`, `未见于发文机关网站，仅见于${hosts.join('、')}`);
