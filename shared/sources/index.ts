import type { Source } from '../model/source.ts';
import { beijingData } from './beijing-data.ts';
import { beijingDocuments } from './beijing-documents.ts';
import { beijingEconomy } from './beijing-economy.ts';
import { beijingOffice } from './beijing-office.ts';
import { beijingScience } from './beijing-science.ts';
import { cacDrafts } from './cac-drafts.ts';
import { cacEnforcement } from './cac-enforcement.ts';
import { cacNews } from './cac-news.ts';
import { cacRules } from './cac-rules.ts';
import { caictWhitePapers } from './caict-white-papers.ts';
import { chinanews } from './chinanews.ts';
import { chinatalk } from './chinatalk.ts';
import { chongqing } from './chongqing.ts';
import { concordia } from './concordia.ts';
import { cset } from './cset.ts';
import { digichina } from './digichina.ts';
import { govLatest } from './gov-latest.ts';
import { govPolicy } from './gov-policy.ts';
import { guangdongDrc } from './guangdong-drc.ts';
import { guangdongScience } from './guangdong-science.ts';
import { guangzhouOffice } from './guangzhou-office.ts';
import { huawei } from './huawei.ts';
import { ithome } from './ithome.ts';
import { jiangsu } from './jiangsu.ts';
import { kr36 } from './kr36.ts';
import { merics } from './merics.ts';
import { miitComments } from './miit-comments.ts';
import { miitDocuments } from './miit-documents.ts';
import { miitPolicies } from './miit-policies.ts';
import { moeDocuments } from './moe-documents.ts';
import { moeNews } from './moe-news.ts';
import { moeScience } from './moe-science.ts';
import { mostDocuments } from './most-documents.ts';
import { mostEnterprise } from './most-enterprise.ts';
import { ndaNotices } from './nda-notices.ts';
import { ndaPolicies } from './nda-policies.ts';
import { ndrcAnnouncements } from './ndrc-announcements.ts';
import { ndrcNormative } from './ndrc-normative.ts';
import { ndrcNotices } from './ndrc-notices.ts';
import { ndrcOrders } from './ndrc-orders.ts';
import { neaNews } from './nea-news.ts';
import { npcLaws } from './npc-laws.ts';
import { peoplePolitics } from './people-politics.ts';
import { qbitai } from './qbitai.ts';
import { sasac } from './sasac.ts';
import { scmpTech } from './scmp-tech.ts';
import { shanghaiDocuments } from './shanghai-documents.ts';
import { shanghaiEconomy } from './shanghai-economy.ts';
import { shanghaiRules } from './shanghai-rules.ts';
import { shenzhenDrc } from './shenzhen-drc.ts';
import { shenzhenScience } from './shenzhen-science.ts';
import { stdSamr } from './std-samr.ts';
import { suzhou } from './suzhou.ts';
import { tc260 } from './tc260.ts';
import { xinhuaCentral } from './xinhua-central.ts';
import { xinhuaPolitics } from './xinhua-politics.ts';

/** Every source that is built in, in the order in which lists show them. One declaration a file. */
export const sources: readonly Source[] = [
  govLatest,
  govPolicy,
  cacNews,
  cacRules,
  cacDrafts,
  cacEnforcement,
  miitDocuments,
  miitPolicies,
  miitComments,
  ndrcOrders,
  ndrcNormative,
  ndrcAnnouncements,
  ndrcNotices,
  ndaPolicies,
  ndaNotices,
  mostDocuments,
  mostEnterprise,
  moeScience,
  moeDocuments,
  moeNews,
  tc260,
  npcLaws,
  stdSamr,
  neaNews,
  sasac,
  beijingDocuments,
  beijingOffice,
  beijingEconomy,
  beijingData,
  beijingScience,
  shanghaiDocuments,
  shanghaiRules,
  shanghaiEconomy,
  guangdongDrc,
  guangdongScience,
  guangzhouOffice,
  shenzhenScience,
  shenzhenDrc,
  jiangsu,
  suzhou,
  chongqing,
  caictWhitePapers,
  xinhuaPolitics,
  xinhuaCentral,
  peoplePolitics,
  chinanews,
  kr36,
  ithome,
  qbitai,
  scmpTech,
  digichina,
  cset,
  chinatalk,
  concordia,
  merics,
  huawei,
];

const byId = new Map(sources.map((source) => [source.id, source]));

export const sourceById = (id: string): Source | undefined => byId.get(id);

/** The source whose listing an address is, whatever the scheme; of several on one path that with the same query. For pages of which nobody says where they come from. */
export function sourceOfListing(url: string): Source | undefined {
  const place = placeOf(url);
  const here = place ? sources.filter(({ listing }) => placeOf(listing.url)?.path === place.path) : [];
  return here.find(({ listing }) => placeOf(listing.url)?.query === place?.query) ?? (here.length === 1 ? here[0] : undefined);
}

function placeOf(url: string): { path: string; query: string } | undefined {
  if (!URL.canParse(url)) return undefined;
  const { host, pathname, search } = new URL(url);
  return { path: `${host}${pathname.replace(/\/(?:index\.s?html?)?$/, '')}`, query: search };
}
