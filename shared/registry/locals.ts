import type { Level } from '../model/source.ts';
import { type Bureau, bureaux } from './bureaux.ts';
import { type Place, places } from './places.ts';
import { fold } from './script.ts';
import { Trie } from './trie.ts';

/** A local body, read from the grammar of its name: places from large to small, then the organ. */
export type Local = {
  readonly id: string;
  readonly name: string;
  readonly names: readonly string[];
  readonly english: string;
  readonly level: Level;
  readonly prefixes: readonly string[];
  readonly authority?: number;
};

/** Prefixes of governments' document numbers (京政办发 → Beijing). */
const governmentPrefixes: Readonly<Record<string, string>> = {
  beijing: '京政 京政发 京政办发 京政字 京政办字',
  shanghai: '沪府 沪府发 沪府办发 沪府办 沪府规 沪府办规 沪府令',
  tianjin: '津政发 津政办发 津政办规 津政规',
  chongqing: '渝府发 渝府办发 渝府办 渝府规',
  guangdong: '粤府 粤府办 粤府函 粤办函',
  zhejiang: '浙政发 浙政办发 浙政函',
  jiangsu: '苏政发 苏政办发 苏政办函',
  shandong: '鲁政发 鲁政办发 鲁政字 鲁政办字',
  sichuan: '川府发 川办发 川府规 川府函',
  guizhou: '黔府发 黔府办发 黔府办函',
  hubei: '鄂政发 鄂政办发 鄂政办函',
  hunan: '湘政发 湘政办发',
  henan: '豫政 豫政办',
  hebei: '冀政发 冀政办发 冀政办字 冀政字',
  anhui: '皖政 皖政办 皖政办秘',
  fujian: '闽政 闽政办',
  jiangxi: '赣府发 赣府厅发 赣府厅字',
  shaanxi: '陕政发 陕政办发',
  gansu: '甘政发 甘政办发',
  ningxia: '宁政发 宁政办发',
  'inner-mongolia': '内政发 内政办发 内政办字',
  xinjiang: '新政发 新政办发',
  hainan: '琼府 琼府办 琼府办函',
  guangxi: '桂政发 桂政办发',
  yunnan: '云政发 云政办发',
  liaoning: '辽政发 辽政办发',
  jilin: '吉政发 吉政办发',
  heilongjiang: '黑政发 黑政办发',
  shanxi: '晋政发 晋政办发',
  qinghai: '青政 青政办',
  xizang: '藏政发 藏政办发',
  shenzhen: '深府 深府办 深府规 深府办规',
  guangzhou: '穗府 穗府办 穗府规 穗府办规',
  hangzhou: '杭政 杭政办 杭政函 杭政办函',
  nanjing: '宁政办规字',
  suzhou: '苏府 苏府办',
  yangzhou: '扬府发 扬府办发',
  wuhan: '武政 武政办 武政规',
  chengdu: '成府发 成办发 成办规',
  ningbo: '甬政发 甬政办发',
};

const special: readonly (readonly [id: string, names: string, english: string, level: Level, prefixes?: string])[] = [
  [
    'beijing-stc',
    '北京市科学技术委员会、中关村科技园区管理委员会 北京市科委、中关村管委会 市科委、中关村管委会 北京市科学技术委员会中关村科技园区管理委员会',
    'Beijing Municipal Science and Technology Commission and Administrative Committee of Zhongguancun Science Park',
    'L4',
    '京科发 京科资发',
  ],
  ['zhongguancun', '中关村科技园区管理委员会 中关村管委会', 'Administrative Committee of Zhongguancun Science Park', 'L4', '中科园发'],
  [
    'beijing-etown',
    '北京经济技术开发区管理委员会 北京经开区管委会 北京经济技术开发区管委会 北京经开区 经开区管委会',
    'Administrative Committee of Beijing Economic-Technological Development Area (E-Town)',
    'L6',
    '京技管',
  ],
  [
    'lingang',
    '中国（上海）自由贸易试验区临港新片区管理委员会 临港新片区管委会 临港新片区管理委员会',
    'Administrative Committee of the Lin-gang Special Area of China (Shanghai) Pilot Free Trade Zone',
    'L6',
    '沪自贸临管委',
  ],
  [
    'beijing-eit',
    '北京市经济和信息化局 北京市经信局 市经济和信息化局',
    'Beijing Municipal Bureau of Economy and Information Technology',
    'L4',
    '京经信发 京经信',
  ],
  [
    'shanghai-eic',
    '上海市经济和信息化委员会 上海市经济信息化委 上海市经信委 市经济信息化委',
    'Shanghai Municipal Commission of Economy and Informatization',
    'L4',
    '沪经信 沪经信规范 沪经信智 沪经信规',
  ],
  [
    'shenzhen-iit',
    '深圳市工业和信息化局 深圳市工信局',
    'Shenzhen Municipal Bureau of Industry and Information Technology',
    'L5',
    '深工信 深工信规',
  ],
  [
    'beijing-drc',
    '北京市发展和改革委员会 北京市发展改革委 北京市发改委',
    'Beijing Municipal Commission of Development and Reform',
    'L4',
    '京发改 京发改规',
  ],
  ['jiangsu-big-data', '江苏省大数据管理中心', 'Jiangsu Provincial Big Data Management Center', 'L4'],
];

const byId = new Map(places.map((place) => [place.id, place]));
const placeTrie = new Trie<Place[]>();
for (const place of places) {
  for (const form of place.forms) {
    const key = fold(form);
    const same = placeTrie.allAt(key, 0).find((hit) => hit.end === key.length);
    if (same) same.value.push(place);
    else placeTrie.set(key, [place]);
  }
}
const bureauTrie = new Trie<Bureau>();
for (const bureau of bureaux) for (const name of bureau.names) bureauTrie.set(fold(name), bureau);

const classWords: Readonly<Record<Place['kind'], string>> = {
  municipality: 'Municipal',
  city: 'Municipal',
  province: 'Provincial',
  region: 'Autonomous Region',
  sar: '',
  prefecture: 'Prefectural',
  district: '',
  zone: '',
};
/** Shenzhen and Hangzhou rank above other cities (domain.md 4). */
const raised = new Set(['shenzhen', 'hangzhou']);

function englishOf(chain: readonly Place[], bureau: Bureau, written: string): string {
  const last = chain.at(-1);
  if (!last) return '';
  const city = chain.at(-2) ?? byId.get(last.parent ?? '');
  const place = last.level === 'L6' && city ? `${city.english} ${last.english}` : last.english;
  const organ = /厅$/.test(written)
    ? bureau.english.replace(/^Bureau of/, 'Department of').replace(/ Bureau$/, ' Department')
    : bureau.english;
  const word = classWords[last.kind];
  const text = organ.includes('{place}') ? organ : `${place} ${organ.includes('{class}') ? '' : `${word} `}${organ}`;
  return text.replace('{place}', place).replace('{class}', word).replace(/ {2,}/g, ' ');
}

function localOf(chain: readonly Place[], bureau: Bureau, name: string, written: string): Local {
  const last = chain.at(-1) as Place;
  const rank = raised.has(last.id) ? { authority: 55 } : {};
  const prefixes = bureau.id.startsWith('government') ? (governmentPrefixes[last.id] ?? '').split(' ').filter(Boolean) : [];
  return {
    id: `${last.id}-${bureau.id}`,
    name,
    names: [name],
    english: englishOf(chain, bureau, written),
    level: last.level,
    prefixes,
    ...rank,
  };
}

function governments(): Local[] {
  const government = bureaux.find((bureau) => bureau.id === 'government');
  if (!government) return [];
  return Object.keys(governmentPrefixes).flatMap((id) => {
    const place = byId.get(id);
    return place ? [localOf([place], government, `${place.forms[0]}人民政府`, '人民政府')] : [];
  });
}

const short = /^(?:委|政府|人大|政协|政府办公厅|政府办公室|委办公厅|委办公室|委员会|委员会办公厅|委员会办公室|人大常委会)$/;
const wholeForm = /[市省区县州团]$/;

function bureauAt(text: string, at: number, chain: readonly Place[], start: number): { local: Local; end: number } | undefined {
  for (const hit of bureauTrie.allAt(text, at).reverse()) {
    const written = text.slice(at, hit.end);
    const before = text.slice(start, at);
    if (short.test(written) && !wholeForm.test(before)) continue;
    if (written === '委' && /[员托派任内]/.test(text[hit.end] ?? '')) continue;
    if (hit.value.id === 'party' && written !== '委' && !/^中共/.test(text.slice(Math.max(0, start - 2), start)) && !/^中共/.test(before))
      continue;
    return { local: localOf(chain, hit.value, text.slice(start, hit.end), written), end: hit.end };
  }
  return undefined;
}

const belongs = (inner: Place, outer: Place | undefined): boolean =>
  !outer || inner.parent === outer.id || byId.get(inner.parent ?? '')?.parent === outer.id;

/**
 * Reads a local body that begins at `at` in a folded text: 北京市海淀区人民政府办公室, 广东省科学技术厅, 中共北京市委.
 * Nothing when no organ follows the places.
 */
export function readLocal(text: string, at: number): { local: Local; end: number } | undefined {
  const start = text.startsWith('中共', at) ? at + 2 : at;
  return readFrom(text, at, start, []);
}

function readFrom(text: string, begin: number, at: number, chain: readonly Place[]): { local: Local; end: number } | undefined {
  let best: { local: Local; end: number } | undefined;
  if (chain.length < 3) {
    for (const hit of placeTrie.allAt(text, at)) {
      const place = hit.value.find((candidate) => belongs(candidate, chain.at(-1)));
      if (!place || (chain.length === 0 && place.level === 'L6' && hit.value.length > 1)) continue;
      const inner = readFrom(text, begin, hit.end, [...chain, place]);
      if (inner && (!best || inner.end > best.end)) best = inner;
    }
  }
  const own = chain.length > 0 ? bureauAt(text, at, chain, begin) : undefined;
  return own && (!best || own.end > best.end) ? own : best;
}

/** Bodies whose usual name or English does not follow the grammar. */
export const specialLocals: readonly Local[] = [
  ...special.map(([id, names, english, level, prefixes = '']) => {
    const all = names.split(' ');
    return { id, name: all[0] ?? '', names: all, english, level, prefixes: prefixes.split(' ').filter(Boolean) };
  }),
  ...governments(),
];

/** The local body of an id that `readLocal` gave: the organ of a place under its usual name (深圳市科技创新局 …). */
export function localById(id: string): Local | undefined {
  const known = specialLocals.find((each) => each.id === id);
  if (known) return known;
  for (const bureau of bureaux) {
    const place = id.endsWith(`-${bureau.id}`) ? byId.get(id.slice(0, -bureau.id.length - 1)) : undefined;
    if (!place) continue;
    // A province has departments (厅) where a city has bureaux (局).
    const department = place.kind === 'province' || place.kind === 'region' ? bureau.names.find((name) => name.endsWith('厅')) : undefined;
    const written = department ?? bureau.names[0] ?? '';
    return localOf([place], bureau, `${place.forms[0] ?? place.stem}${written}`, written);
  }
  return undefined;
}
