import type { ShownDocument } from '../../model/document.ts';
import type { Status } from '../../model/vocabulary.ts';
import { withEnglish } from '../../questions/shapes.ts';
import { liveAddress } from '../../stages/identity/identify.ts';
import { isAct } from '../../stages/text/acts.ts';

/** What pages say to machines: schema.org's Legislation and Dataset as JSON-LD. */

const force: Readonly<Partial<Record<Status, string>>> = {
  'in-force': 'InForce',
  'not-yet-in-force': 'NotInForce',
  suspended: 'NotInForce',
  expired: 'NotInForce',
  repealed: 'NotInForce',
  superseded: 'NotInForce',
  draft: 'NotInForce',
};

export function legislationOf(document: ShownDocument, url: string): object | undefined {
  if (!isAct(document.type)) return undefined;
  const { title, number, dates, issuers, status } = document;
  const legal = force[status];
  return {
    '@context': 'https://schema.org',
    '@type': 'Legislation',
    '@id': url,
    url,
    name: title,
    alternateName: withEnglish(document).english.title,
    inLanguage: 'zh',
    legislationJurisdiction: 'CN',
    legislationIdentifier: number,
    legislationType: document.type,
    legislationPassedBy: issuers.map((each) => ({ '@type': 'Organization', name: each.name, alternateName: each.english })),
    legislationDate: dates.signed?.value,
    datePublished: dates.published?.value,
    legislationDateOfApplicability: dates.effective?.value,
    legislationLegalForce: legal && `https://schema.org/${legal}`,
    isBasedOn: liveAddress(document),
  };
}

export const datasetOf = (url: string, documents: number): object => ({
  '@context': 'https://schema.org',
  '@type': 'Dataset',
  '@id': url,
  url,
  name: 'Hongtou: Chinese policy on AI',
  description: `${documents} documents of Chinese policy on artificial intelligence as read from official pages: issuer, number, dates, status, duties, deadlines, what changed.`,
  license: 'https://creativecommons.org/publicdomain/zero/1.0/',
  isAccessibleForFree: true,
  inLanguage: ['en', 'zh'],
  creator: { '@type': 'Organization', name: 'Hongtou' },
  distribution: [{ '@type': 'DataDownload', encodingFormat: 'application/feed+json', contentUrl: `${url}feeds/documents.json` }],
});
