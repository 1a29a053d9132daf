import type { StateLevel } from '../../model/chain.ts';
import type { LineageRelation } from '../../model/lineage.ts';
import { inverseNames, type LanguagePair, relationNames } from './words.ts';

/** Relations as a picture of a lineage has them, from the citing text to the cited one, and from the cited text. */
export const lineageRelations: Readonly<Record<LineageRelation, LanguagePair>> = { ...relationNames, amends: ['amends', '修改'] };
export const lineageInverses: Readonly<Record<LineageRelation, LanguagePair>> = { ...inverseNames, amends: ['amended by', '被其修改'] };

export const stateLevelNames: Readonly<Record<StateLevel, LanguagePair>> = {
  centre: ['Centre', '中央'],
  ministry: ['Ministries', '部委'],
  province: ['Provinces', '省级'],
  city: ['Cities', '市级'],
  district: ['Districts and zones', '区县'],
  other: ['Other bodies, or body not known', '其他或机构不明'],
};
