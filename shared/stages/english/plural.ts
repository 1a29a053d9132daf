import { group } from '../../model/values.ts';

/**
 * Singular and plural of the words that stand last in what a title is about. Chinese does not say; a title speaks of the kind
 * ("Data Centers", "Robots"), and before another noun English has the singular ("Data Center Standards").
 */
const regular = (
  'Framework Major Pioneer Tariff Game Model Robot Platform Space Scenario Algorithm Product Node Base Project Cluster Enterprise Institution School Student Pupil Teacher Course ' +
  'Case Dataset Agent Terminal Vehicle Automobile Chip Device Park Campus:Campuses Machine Voucher Indicator Account User Patent Server ' +
  'Interface Specialist Occupation Tool Asset Exchange:Exchanges Team Expert Worker Operator Provider Developer Department Zone Site ' +
  'Unit Organization Method Award Test Trial Experiment Textbook Hospital Clinic Bank Incubator Dispute Rule Certificate Licence Contract ' +
  'Price Fee Subsidy:Subsidies Incentive Image Video Job Risk Incident Minor Child:Children Town Village Library:Libraries Hub ' +
  'Elderly:Elderly Flow Space Company:Companies Factory:Factories City:Cities Community:Communities Facility:Facilities Laboratory:Laboratories Policy:Policies ' +
  'Corpus:Corpora University:Universities College Workshop Centre Center Semiconductor Circuit Component ' +
  'Standard Specialty:Specialties Scientist Service Process:Processes Vendor Supplier ' +
  'Drone Instrument Crop Farm Pilot Channel Plug-In Question Category:Categories Task Activity:Activities Cadre ' +
  'Start-Up Startup Team Alliance Association Committee Fund Town Wearable Kit Toy App Warehouse Port Airport Station Mine Curriculum:Curricula ' +
  'Achievement Result Position Qualification Profession Reactor Battery:Batteries Sensor Camera Cable Satellite Rocket Aircraft:Aircraft'
)
  .split(' ')
  .map((pair) => {
    const [one = '', many = `${one}s`] = pair.split(':');
    return [one, many] as const;
  });

const plurals = new Map<string, string>(regular);
const singulars = new Map<string, string>(
  regular.filter(([one]) => !['Standard', 'Service', 'Right'].includes(one)).map(([one, many]) => [many, one]),
);
/** Things of which a title means one: 体系 and 网络 are systems and networks as such. */
const defined =
  /(?:Industry|Economy|Sector|Field|Network|Market|Internet|System|Mechanism|Environment|Ecosystem|Society|Field|Chain|Supply Chain|Region|Area|Delta|Fund|Law)$/;

/** Which of a series, and bodies that have the article. */
const ordinal = /^(?:\d{1,2}(?:st|nd|rd|th) |[A-Z][a-z]{2,6} (?:Batch|Quarter) of )/;
const bodies = /^(?:State Council|(?:National|State) [A-Z][\w, ]{3,60}(?:Commission|Administration)|Ministry of [A-Z][\w, ]{3,50}|Party)$/;

const last = /[\p{L}-]{1,60}$/u;

/** The same words with the last of them in the plural, when things of this kind are counted. */
export const toPlural = (en: string): string => en.replace(last, (word) => plurals.get(word) ?? word);
/** The same words with the last of them in the singular, as before another noun. */
export const toSingular = (en: string): string => en.replace(last, (word) => singulars.get(word) ?? word);
/** Whether a word names things that are counted. */
export const isCounted = (en: string): boolean => {
  const word = group(last.exec(en), 0);
  return plurals.has(word) || singulars.has(word);
};

/** What is done to something: the Development of X. */
const deeds =
  /^(?![A-Z]\w+ing\b(?! (?:of|and Early)))(?:(?!for )[\w+-]+ (?:and )?){0,4}(?:Development|Application|Integration|Transfer|Building|Operation|Innovation|Survey|Supply|Upgrading|Assessment|Evaluation|Testing|Use|Solicitation|Governance|List|Catalogue|Prices?|Quality) of /;

/** With the article that such a thing has: the AI Industry, the Computing Market. */
export const withArticle = (en: string): string =>
  !/^(?:the|an?|each|this) /i.test(en) &&
  ((defined.test(en) && !/[,:]| (?:the|of|for) /.test(en)) || ordinal.test(en) || bodies.test(en) || deeds.test(en))
    ? `the ${en}`
    : en;
