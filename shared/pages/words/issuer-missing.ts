import type { DocumentType } from '../../model/vocabulary.ts';
import { isAct } from '../../stages/text/acts.ts';
import type { Language } from './words.ts';

/** Who carries what no body has issued: a newspaper, an institute, a company's site. */

type CarriedPage = { readonly type: DocumentType; readonly url: string; readonly carrier?: { readonly zh: string; readonly en: string } };

/** What to say where an issuer would stand and none is given: of a page that is no act who carries it, by its name, else the host that it stands at. */
export function issuerMissing({ type, url, carrier }: CarriedPage, language: Language): string {
  const name = isAct(type) ? undefined : (carrier?.[language] ?? URL.parse(url)?.host);
  if (name !== undefined) return language === 'zh' ? `发布于：${name}` : `published on ${name}`;
  return language === 'zh' ? '页面未注明发文机关' : 'issuer not stated';
}
