import type { Key } from '../../model/table.ts';
import { orEmpty } from '../../model/values.ts';
import type { Item } from '../table.ts';

export const marshal = (item: Item) => ({
  pk: { S: item.pk },
  sk: { S: item.sk },
  data: { S: JSON.stringify(item.value) },
  ...(item.v === undefined ? {} : { v: { N: String(item.v) } }),
  ...(item.r === undefined ? {} : { r: { N: String(item.r) } }),
  ...(item.ttl === undefined ? {} : { ttl: { N: String(item.ttl) } }),
  ...(item.gsi1 ? { gsi1pk: { S: item.gsi1.pk }, gsi1sk: { S: item.gsi1.sk } } : {}),
  ...(item.gsi2 ? { gsi2pk: { S: item.gsi2.pk }, gsi2sk: { S: item.gsi2.sk } } : {}),
});

export type Attributes = Record<string, { S?: string | undefined; N?: string | undefined }>;
export const jsonOf = (item: Attributes | undefined): unknown => (item?.['data']?.S === undefined ? undefined : JSON.parse(item['data'].S));
const pair = (item: Attributes, index: string): Key | undefined => {
  const [pk, sk] = [item[`${index}pk`]?.S, item[`${index}sk`]?.S];
  return pk === undefined || sk === undefined ? undefined : { pk, sk };
};

function unmarshal(item: Attributes): Item {
  const [v, r, gsi1, gsi2] = [item['v']?.N, item['r']?.N, pair(item, 'gsi1'), pair(item, 'gsi2')];
  return {
    pk: orEmpty(item['pk']?.S),
    sk: orEmpty(item['sk']?.S),
    value: jsonOf(item),
    ...(v === undefined ? {} : { v: Number(v) }),
    ...(r === undefined ? {} : { r: Number(r) }),
    ...(gsi1 ? { gsi1 } : {}),
    ...(gsi2 ? { gsi2 } : {}),
  };
}

export const itemOf = (item: Attributes | undefined): Item | undefined => item && unmarshal(item);
