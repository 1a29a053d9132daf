import type { DocumentType } from '../model/vocabulary.ts';
import { sources } from '../sources/index.ts';
import { isAct } from '../stages/acts.ts';
import type { Language } from './words.ts';

/** Who carries what no body has issued: a newspaper, an institute, a company's site. */

type Carried = { readonly type: DocumentType; readonly url: string; readonly sourceIds?: readonly string[] };

const names = new Map(sources.map((source) => [source.id, source.names]));

/** The source of a page that is no act, by its name, else the host that it stands at; undefined for acts, whose issuer is what counts. */
export function carrierName({ type, url, sourceIds = [] }: Carried, language: Language): string | undefined {
  if (isAct(type)) return undefined;
  const known = sourceIds.map((id) => names.get(id)).find((each) => each !== undefined);
  return known ? known[language] : URL.parse(url)?.host;
}

/** What to say where an issuer would stand and none is given. */
export function issuerMissing(carried: Carried, language: Language): string {
  const name = carrierName(carried, language);
  if (name !== undefined) return language === 'zh' ? `见于${name}` : `carried by ${name}`;
  return language === 'zh' ? '页面未注明发文机关' : 'issuer not given on the page';
}
