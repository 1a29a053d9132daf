import { orEmpty } from '../../model/values.ts';
import { findIssuer, issuerById } from '../issuers.ts';
import type { Landmark } from './row.ts';

const byName: Readonly<Record<string, string>> = {
  'moe-office': '教育部办公厅',
  'shanghai-congress-standing': '上海市人民代表大会常务委员会',
  'shenzhen-congress-standing': '深圳市人民代表大会常务委员会',
  'hangzhou-congress-standing': '杭州市人民代表大会常务委员会',
};

export const bodiesOf = ({
  issuers,
}: Pick<Landmark, 'issuers'>): readonly { readonly id: string; readonly name: string; readonly english: string }[] =>
  issuers.flatMap((id) => {
    const body = issuerById(id) ?? findIssuer(orEmpty(byName[id]));
    return body ? [{ id, name: body.name, english: body.english }] : [];
  });
