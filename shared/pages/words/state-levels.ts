import type { StateLevel } from '../../model/chain.ts';
import type { LanguagePair } from './words.ts';

export const stateLevelNames: Readonly<Record<StateLevel, LanguagePair>> = {
  centre: ['Centre', '中央'],
  ministry: ['Ministries', '部委'],
  province: ['Provinces', '省级'],
  city: ['Cities', '市级'],
  district: ['Districts and zones', '区县'],
  other: ['Other bodies, or body not known', '其他或机构不明'],
};
