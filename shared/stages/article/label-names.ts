import { verbsOf } from '../../registry/verbs.ts';
import table from './label-names.json' with { type: 'json' };

/** Fields of the metadata table of official pages (docs/chinese-documents.md 3) with their labels on the various sites. */
export const labelNames = {
  ...table,
  expires: [...table.expires, ...verbsOf('repeal', 'zh').flatMap(({ word }) => [`${word}日期`, `${word}时间`])],
};
