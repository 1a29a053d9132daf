// Written by tests/sources.test.ts from the files beside it. By hand only: the order of the names below.
import { declare } from './declare.ts';
import aiig from './aiig.json' with { type: 'json' };
import alibaba from './alibaba.json' with { type: 'json' };
import alibabaQwen from './alibaba-qwen.json' with { type: 'json' };
import anhui from './anhui.json' with { type: 'json' };
import anhuiData from './anhui-data.json' with { type: 'json' };
import awsChina from './aws-china.json' with { type: 'json' };
import baai from './baai.json' with { type: 'json' };
import baidu from './baidu.json' with { type: 'json' };
import beijingComments from './beijing-comments.json' with { type: 'json' };
import beijingCongress from './beijing-congress.json' with { type: 'json' };
import beijingData from './beijing-data.json' with { type: 'json' };
import beijingDataExchange from './beijing-data-exchange.json' with { type: 'json' };
import beijingDocuments from './beijing-documents.json' with { type: 'json' };
import beijingDrc from './beijing-drc.json' with { type: 'json' };
import beijingEconomy from './beijing-economy.json' with { type: 'json' };
import beijingEtown from './beijing-etown.json' with { type: 'json' };
import beijingHaidian from './beijing-haidian.json' with { type: 'json' };
import beijingHaidianComments from './beijing-haidian-comments.json' with { type: 'json' };
import beijingInternetCourt from './beijing-internet-court.json' with { type: 'json' };
import beijingOffice from './beijing-office.json' with { type: 'json' };
import beijingScience from './beijing-science.json' with { type: 'json' };
import brookings from './brookings.json' with { type: 'json' };
import bytedanceSeed from './bytedance-seed.json' with { type: 'json' };
import caacComments from './caac-comments.json' with { type: 'json' };
import cacCleanUp from './cac-clean-up.json' with { type: 'json' };
import cacData from './cac-data.json' with { type: 'json' };
import cacDrafts from './cac-drafts.json' with { type: 'json' };
import cacEnforcement from './cac-enforcement.json' with { type: 'json' };
import cacNews from './cac-news.json' with { type: 'json' };
import cacReports from './cac-reports.json' with { type: 'json' };
import cacRules from './cac-rules.json' with { type: 'json' };
import cacSecurity from './cac-security.json' with { type: 'json' };
import caictData from './caict-data.json' with { type: 'json' };
import caictReports from './caict-reports.json' with { type: 'json' };
import caictViews from './caict-views.json' with { type: 'json' };
import caictWhitePapers from './caict-white-papers.json' with { type: 'json' };
import caixinGlobal from './caixin-global.json' with { type: 'json' };
import cambricon from './cambricon.json' with { type: 'json' };
import carnegie from './carnegie.json' with { type: 'json' };
import casNotices from './cas-notices.json' with { type: 'json' };
import cctv from './cctv.json' with { type: 'json' };
import cesi from './cesi.json' with { type: 'json' };
import chengdu from './chengdu.json' with { type: 'json' };
import chinaLawTranslate from './china-law-translate.json' with { type: 'json' };
import chinaMediaProject from './china-media-project.json' with { type: 'json' };
import chinaPolicy from './china-policy.json' with { type: 'json' };
import chinaTelecom from './china-telecom.json' with { type: 'json' };
import chinadailyTech from './chinadaily-tech.json' with { type: 'json' };
import chinai from './chinai.json' with { type: 'json' };
import chinanews from './chinanews.json' with { type: 'json' };
import chinatalk from './chinatalk.json' with { type: 'json' };
import chongqing from './chongqing.json' with { type: 'json' };
import chongqingData from './chongqing-data.json' with { type: 'json' };
import chongqingEconomy from './chongqing-economy.json' with { type: 'json' };
import chongqingOffice from './chongqing-office.json' with { type: 'json' };
import cncertNotices from './cncert-notices.json' with { type: 'json' };
import cnipa from './cnipa.json' with { type: 'json' };
import cnnicReports from './cnnic-reports.json' with { type: 'json' };
import concordia from './concordia.json' with { type: 'json' };
import cset from './cset.json' with { type: 'json' };
import csetPublications from './cset-publications.json' with { type: 'json' };
import csisInterpret from './csis-interpret.json' with { type: 'json' };
import csrcComments from './csrc-comments.json' with { type: 'json' };
import csrcNews from './csrc-news.json' with { type: 'json' };
import cybersecurityAssociation from './cybersecurity-association.json' with { type: 'json' };
import deepseek from './deepseek.json' with { type: 'json' };
import digichina from './digichina.json' with { type: 'json' };
import digitalPolicyAlert from './digital-policy-alert.json' with { type: 'json' };
import dongguan from './dongguan.json' with { type: 'json' };
import equinix from './equinix.json' with { type: 'json' };
import eto from './eto.json' with { type: 'json' };
import fujian from './fujian.json' with { type: 'json' };
import fujianDrc from './fujian-drc.json' with { type: 'json' };
import fujianIndustry from './fujian-industry.json' with { type: 'json' };
import gaccDocuments from './gacc-documents.json' with { type: 'json' };
import gansu from './gansu.json' with { type: 'json' };
import geopolitechs from './geopolitechs.json' with { type: 'json' };
import globaltimes from './globaltimes.json' with { type: 'json' };
import govGazette from './gov-gazette.json' with { type: 'json' };
import govInterpretations from './gov-interpretations.json' with { type: 'json' };
import govLatest from './gov-latest.json' with { type: 'json' };
import govLibrary from './gov-library.json' with { type: 'json' };
import govNews from './gov-news.json' with { type: 'json' };
import govPolicy from './gov-policy.json' with { type: 'json' };
import govai from './govai.json' with { type: 'json' };
import guangdong from './guangdong.json' with { type: 'json' };
import guangdongCac from './guangdong-cac.json' with { type: 'json' };
import guangdongComments from './guangdong-comments.json' with { type: 'json' };
import guangdongCongress from './guangdong-congress.json' with { type: 'json' };
import guangdongDrc from './guangdong-drc.json' with { type: 'json' };
import guangdongIndustry from './guangdong-industry.json' with { type: 'json' };
import guangdongScience from './guangdong-science.json' with { type: 'json' };
import guangxi from './guangxi.json' with { type: 'json' };
import guangzhouInternetCourt from './guangzhou-internet-court.json' with { type: 'json' };
import guangzhouOffice from './guangzhou-office.json' with { type: 'json' };
import guangzhouRegister from './guangzhou-register.json' with { type: 'json' };
import guiyangDataExchange from './guiyang-data-exchange.json' with { type: 'json' };
import guizhou from './guizhou.json' with { type: 'json' };
import guizhouData from './guizhou-data.json' with { type: 'json' };
import hainan from './hainan.json' with { type: 'json' };
import hangzhou from './hangzhou.json' with { type: 'json' };
import hangzhouCongress from './hangzhou-congress.json' with { type: 'json' };
import hangzhouInternetCourt from './hangzhou-internet-court.json' with { type: 'json' };
import hebei from './hebei.json' with { type: 'json' };
import hebeiData from './hebei-data.json' with { type: 'json' };
import hefei from './hefei.json' with { type: 'json' };
import henan from './henan.json' with { type: 'json' };
import hengqin from './hengqin.json' with { type: 'json' };
import huawei from './huawei.json' with { type: 'json' };
import hubei from './hubei.json' with { type: 'json' };
import hubeiData from './hubei-data.json' with { type: 'json' };
import hunan from './hunan.json' with { type: 'json' };
import hunanDocuments from './hunan-documents.json' with { type: 'json' };
import hunanIndustry from './hunan-industry.json' with { type: 'json' };
import iflytek from './iflytek.json' with { type: 'json' };
import innerMongolia from './inner-mongolia.json' with { type: 'json' };
import innerMongoliaData from './inner-mongolia-data.json' with { type: 'json' };
import iscNotices from './isc-notices.json' with { type: 'json' };
import ithome from './ithome.json' with { type: 'json' };
import jiangsu from './jiangsu.json' with { type: 'json' };
import jiangsuData from './jiangsu-data.json' with { type: 'json' };
import jiangsuDrc from './jiangsu-drc.json' with { type: 'json' };
import jiangsuInterpretations from './jiangsu-interpretations.json' with { type: 'json' };
import jiangxi from './jiangxi.json' with { type: 'json' };
import jiangxiDrc from './jiangxi-drc.json' with { type: 'json' };
import kr36 from './kr36.json' with { type: 'json' };
import lanzhou from './lanzhou.json' with { type: 'json' };
import lawfare from './lawfare.json' with { type: 'json' };
import liaoning from './liaoning.json' with { type: 'json' };
import liaoningData from './liaoning-data.json' with { type: 'json' };
import liaoningDrc from './liaoning-drc.json' with { type: 'json' };
import meeComments from './mee-comments.json' with { type: 'json' };
import meeDocuments from './mee-documents.json' with { type: 'json' };
import merics from './merics.json' with { type: 'json' };
import mfaNews from './mfa-news.json' with { type: 'json' };
import mfaSpokesperson from './mfa-spokesperson.json' with { type: 'json' };
import miitComments from './miit-comments.json' with { type: 'json' };
import miitDocuments from './miit-documents.json' with { type: 'json' };
import miitInterpretations from './miit-interpretations.json' with { type: 'json' };
import miitPolicies from './miit-policies.json' with { type: 'json' };
import minimax from './minimax.json' with { type: 'json' };
import moeDocuments from './moe-documents.json' with { type: 'json' };
import moeNews from './moe-news.json' with { type: 'json' };
import moeScience from './moe-science.json' with { type: 'json' };
import mof from './mof.json' with { type: 'json' };
import mofcom from './mofcom.json' with { type: 'json' };
import mofcomExportControl from './mofcom-export-control.json' with { type: 'json' };
import mofcomNews from './mofcom-news.json' with { type: 'json' };
import mohrssDocuments from './mohrss-documents.json' with { type: 'json' };
import mohrssDrafts from './mohrss-drafts.json' with { type: 'json' };
import mohurdComments from './mohurd-comments.json' with { type: 'json' };
import mohurdDocuments from './mohurd-documents.json' with { type: 'json' };
import mojDrafts from './moj-drafts.json' with { type: 'json' };
import moonshot from './moonshot.json' with { type: 'json' };
import mostDocuments from './most-documents.json' with { type: 'json' };
import mostEnterprise from './most-enterprise.json' with { type: 'json' };
import mostInterpretations from './most-interpretations.json' with { type: 'json' };
import mostNotices from './most-notices.json' with { type: 'json' };
import motComments from './mot-comments.json' with { type: 'json' };
import motDocuments from './mot-documents.json' with { type: 'json' };
import motInterpretations from './mot-interpretations.json' with { type: 'json' };
import mpsDrafts from './mps-drafts.json' with { type: 'json' };
import mpsNews from './mps-news.json' with { type: 'json' };
import nanjing from './nanjing.json' with { type: 'json' };
import nbsReleases from './nbs-releases.json' with { type: 'json' };
import ncac from './ncac.json' with { type: 'json' };
import ndaExperts from './nda-experts.json' with { type: 'json' };
import ndaInterpretations from './nda-interpretations.json' with { type: 'json' };
import ndaNews from './nda-news.json' with { type: 'json' };
import ndaNotices from './nda-notices.json' with { type: 'json' };
import ndaPolicies from './nda-policies.json' with { type: 'json' };
import ndrcAnnouncements from './ndrc-announcements.json' with { type: 'json' };
import ndrcComments from './ndrc-comments.json' with { type: 'json' };
import ndrcNews from './ndrc-news.json' with { type: 'json' };
import ndrcNormative from './ndrc-normative.json' with { type: 'json' };
import ndrcNotices from './ndrc-notices.json' with { type: 'json' };
import ndrcOrders from './ndrc-orders.json' with { type: 'json' };
import ndrcPlans from './ndrc-plans.json' with { type: 'json' };
import neaDocuments from './nea-documents.json' with { type: 'json' };
import neaNews from './nea-news.json' with { type: 'json' };
import nfra from './nfra.json' with { type: 'json' };
import nfraComments from './nfra-comments.json' with { type: 'json' };
import nfraNews from './nfra-news.json' with { type: 'json' };
import nhcDocuments from './nhc-documents.json' with { type: 'json' };
import ningbo from './ningbo.json' with { type: 'json' };
import ningboScience from './ningbo-science.json' with { type: 'json' };
import ningxia from './ningxia.json' with { type: 'json' };
import ningxiaDrc from './ningxia-drc.json' with { type: 'json' };
import nmpaComments from './nmpa-comments.json' with { type: 'json' };
import npcDrafts from './npc-drafts.json' with { type: 'json' };
import npcLaws from './npc-laws.json' with { type: 'json' };
import npcObserver from './npc-observer.json' with { type: 'json' };
import nrtaDocuments from './nrta-documents.json' with { type: 'json' };
import nrtaNotices from './nrta-notices.json' with { type: 'json' };
import nsfc from './nsfc.json' with { type: 'json' };
import openstd from './openstd.json' with { type: 'json' };
import orca from './orca.json' with { type: 'json' };
import oxfordChinaPolicyLab from './oxford-china-policy-lab.json' with { type: 'json' };
import pbc from './pbc.json' with { type: 'json' };
import pbcDrafts from './pbc-drafts.json' with { type: 'json' };
import pbcNews from './pbc-news.json' with { type: 'json' };
import pbcRules from './pbc-rules.json' with { type: 'json' };
import peopleEnglish from './people-english.json' with { type: 'json' };
import peoplePolitics from './people-politics.json' with { type: 'json' };
import qbitai from './qbitai.json' with { type: 'json' };
import qingdao from './qingdao.json' with { type: 'json' };
import qstheory from './qstheory.json' with { type: 'json' };
import randChina from './rand-china.json' with { type: 'json' };
import reconnectChina from './reconnect-china.json' with { type: 'json' };
import samr from './samr.json' with { type: 'json' };
import samrComments from './samr-comments.json' with { type: 'json' };
import sasac from './sasac.json' with { type: 'json' };
import scioPress from './scio-press.json' with { type: 'json' };
import scioWhitePapers from './scio-white-papers.json' with { type: 'json' };
import scmpEconomy from './scmp-economy.json' with { type: 'json' };
import scmpTech from './scmp-tech.json' with { type: 'json' };
import sensetime from './sensetime.json' with { type: 'json' };
import sesec from './sesec.json' with { type: 'json' };
import shaanxi from './shaanxi.json' with { type: 'json' };
import shandong from './shandong.json' with { type: 'json' };
import shanghaiComments from './shanghai-comments.json' with { type: 'json' };
import shanghaiCongress from './shanghai-congress.json' with { type: 'json' };
import shanghaiData from './shanghai-data.json' with { type: 'json' };
import shanghaiDataExchange from './shanghai-data-exchange.json' with { type: 'json' };
import shanghaiDocuments from './shanghai-documents.json' with { type: 'json' };
import shanghaiDrc from './shanghai-drc.json' with { type: 'json' };
import shanghaiEconomy from './shanghai-economy.json' with { type: 'json' };
import shanghaiPudong from './shanghai-pudong.json' with { type: 'json' };
import shanghaiRules from './shanghai-rules.json' with { type: 'json' };
import shanghaiScience from './shanghai-science.json' with { type: 'json' };
import shanxi from './shanxi.json' with { type: 'json' };
import shenzhenComments from './shenzhen-comments.json' with { type: 'json' };
import shenzhenCongress from './shenzhen-congress.json' with { type: 'json' };
import shenzhenDataExchange from './shenzhen-data-exchange.json' with { type: 'json' };
import shenzhenDocuments from './shenzhen-documents.json' with { type: 'json' };
import shenzhenDrc from './shenzhen-drc.json' with { type: 'json' };
import shenzhenFutian from './shenzhen-futian.json' with { type: 'json' };
import shenzhenIndustry from './shenzhen-industry.json' with { type: 'json' };
import shenzhenLonggang from './shenzhen-longgang.json' with { type: 'json' };
import shenzhenNanshan from './shenzhen-nanshan.json' with { type: 'json' };
import shenzhenScience from './shenzhen-science.json' with { type: 'json' };
import sichuan from './sichuan.json' with { type: 'json' };
import sichuanData from './sichuan-data.json' with { type: 'json' };
import sinocism from './sinocism.json' with { type: 'json' };
import smic from './smic.json' with { type: 'json' };
import stanfordHai from './stanford-hai.json' with { type: 'json' };
import stdSamr from './std-samr.json' with { type: 'json' };
import stdaily from './stdaily.json' with { type: 'json' };
import supremeCourtCaseLibrary from './supreme-court-case-library.json' with { type: 'json' };
import supremeCourtCases from './supreme-court-cases.json' with { type: 'json' };
import supremeCourtDocuments from './supreme-court-documents.json' with { type: 'json' };
import supremeCourtInterpretations from './supreme-court-interpretations.json' with { type: 'json' };
import supremeProcuratorateCases from './supreme-procuratorate-cases.json' with { type: 'json' };
import supremeProcuratorateReleases from './supreme-procuratorate-releases.json' with { type: 'json' };
import suzhou from './suzhou.json' with { type: 'json' };
import tc260 from './tc260.json' with { type: 'json' };
import tc260Drafts from './tc260-drafts.json' with { type: 'json' };
import tencent from './tencent.json' with { type: 'json' };
import thepaper from './thepaper.json' with { type: 'json' };
import tianjin from './tianjin.json' with { type: 'json' };
import tianjinData from './tianjin-data.json' with { type: 'json' };
import trivium from './trivium.json' with { type: 'json' };
import unitree from './unitree.json' with { type: 'json' };
import wuhan from './wuhan.json' with { type: 'json' };
import wuxi from './wuxi.json' with { type: 'json' };
import xiamen from './xiamen.json' with { type: 'json' };
import xian from './xian.json' with { type: 'json' };
import xiaomi from './xiaomi.json' with { type: 'json' };
import xinhuaCentral from './xinhua-central.json' with { type: 'json' };
import xinhuaPolitics from './xinhua-politics.json' with { type: 'json' };
import xinhuaTech from './xinhua-tech.json' with { type: 'json' };
import xpeng from './xpeng.json' with { type: 'json' };
import yunnanScience from './yunnan-science.json' with { type: 'json' };
import zenlayer from './zenlayer.json' with { type: 'json' };
import zhejiang from './zhejiang.json' with { type: 'json' };
import zhejiangCongress from './zhejiang-congress.json' with { type: 'json' };
import zhejiangData from './zhejiang-data.json' with { type: 'json' };
import zhejiangDrc from './zhejiang-drc.json' with { type: 'json' };
import zhejiangIndustry from './zhejiang-industry.json' with { type: 'json' };
import zhejiangScience from './zhejiang-science.json' with { type: 'json' };
import zhipu from './zhipu.json' with { type: 'json' };
import zhuhai from './zhuhai.json' with { type: 'json' };

/** Every source that is built in, in the order in which lists show them. */
export const sources = declare([
  govLatest, govPolicy, govNews, govGazette, govLibrary, govInterpretations, npcLaws, npcDrafts, cacNews, cacRules, cacDrafts,
  cacEnforcement, cacReports, cacCleanUp, cacData, cacSecurity, miitDocuments, miitPolicies, miitComments, miitInterpretations,
  ndrcOrders, ndrcNormative, ndrcAnnouncements, ndrcNotices, ndrcPlans, ndrcComments, ndrcNews, ndaPolicies, ndaNotices,
  ndaInterpretations, ndaExperts, ndaNews, mostDocuments, mostEnterprise, mostNotices, mostInterpretations, moeScience, moeDocuments,
  moeNews, neaNews, neaDocuments, sasac, mofcom, mofcomExportControl, mofcomNews, mof, pbc, pbcDrafts, pbcNews, pbcRules, mojDrafts, ncac,
  cnipa, nsfc, samr, samrComments, nfra, nfraNews, nfraComments, caacComments, cncertNotices, csrcComments, csrcNews, gaccDocuments,
  meeComments, meeDocuments, mfaNews, mfaSpokesperson, mohrssDocuments, mohrssDrafts, mohurdComments, mohurdDocuments, motComments,
  motDocuments, motInterpretations, mpsDrafts, mpsNews, nbsReleases, nhcDocuments, nmpaComments, nrtaDocuments, nrtaNotices, scioPress,
  scioWhitePapers, supremeCourtCaseLibrary, supremeCourtCases, supremeCourtDocuments, supremeCourtInterpretations,
  supremeProcuratorateCases, supremeProcuratorateReleases,
  tc260, tc260Drafts, stdSamr, openstd,
  beijingDocuments, beijingComments, beijingOffice, beijingEconomy, beijingData, beijingScience, shanghaiDocuments, shanghaiRules,
  shanghaiComments, shanghaiEconomy, shanghaiData, guangdongDrc, guangdongScience, guangdong, guangdongComments, guangdongCac, jiangsu,
  jiangsuInterpretations, jiangsuData, chongqing, chongqingOffice, chongqingData, zhejiangDrc, zhejiangData, anhuiData, guizhouData,
  sichuan, sichuanData, henan, shaanxi, shanxi, yunnanScience, tianjinData, shandong, fujianDrc, hunan, hunanDocuments, jiangxiDrc,
  liaoningData, hebeiData, hubeiData, anhui, fujianIndustry, fujian, gansu, guangxi, guizhou, hainan, hebei, hubei, hunanIndustry,
  innerMongoliaData, innerMongolia, jiangsuDrc, jiangxi, liaoningDrc, liaoning, ningxiaDrc, ningxia, tianjin, zhejiang, beijingCongress,
  beijingDrc, chongqingEconomy, guangdongCongress, guangdongIndustry, shanghaiCongress, shanghaiDrc, shanghaiScience, zhejiangCongress,
  zhejiangIndustry, zhejiangScience, beijingInternetCourt,
  guangzhouOffice, guangzhouRegister, shenzhenScience, shenzhenDrc, shenzhenDocuments, shenzhenComments, shenzhenIndustry, suzhou, wuhan,
  hangzhou, lanzhou, chengdu, dongguan, hangzhouCongress, hefei, nanjing, ningbo, qingdao, shenzhenCongress, wuxi, xiamen, xian, zhuhai,
  guangzhouInternetCourt, hangzhouInternetCourt, ningboScience,
  beijingEtown, beijingHaidianComments, beijingHaidian, hengqin, shanghaiPudong, shenzhenFutian, shenzhenLonggang, shenzhenNanshan,
  xinhuaPolitics, xinhuaCentral, xinhuaTech, peoplePolitics, stdaily, chinanews, kr36, ithome, qbitai, scmpTech, scmpEconomy,
  caixinGlobal, chinadailyTech,
  globaltimes, peopleEnglish,
  sinocism,
  thepaper, cctv, qstheory,
  npcObserver, caictWhitePapers, caictReports, caictViews, caictData, digichina, cset, csetPublications, chinatalk, concordia, merics,
  cnnicReports, geopolitechs, eto, chinaLawTranslate, oxfordChinaPolicyLab, aiig, carnegie, chinaPolicy, sesec, digitalPolicyAlert,
  reconnectChina, casNotices, cesi, cybersecurityAssociation, iscNotices, baai, brookings, chinaMediaProject, chinai, csisInterpret,
  govai, lawfare, orca, randChina, stanfordHai, trivium,
  beijingDataExchange, shanghaiDataExchange, shenzhenDataExchange, guiyangDataExchange, chinaTelecom, huawei, alibaba, alibabaQwen,
  tencent, baidu, deepseek, zenlayer, equinix, awsChina, xiaomi, xpeng, bytedanceSeed, cambricon, iflytek, minimax, moonshot, sensetime,
  smic, unitree, zhipu,
]);
