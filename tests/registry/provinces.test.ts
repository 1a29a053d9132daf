import { expect, test } from 'vitest';
import { bureaux, knownBodies } from '../../shared/registry/bodies.ts';
import { specialLocals } from '../../shared/registry/locals.ts';
import { placeById, places } from '../../shared/registry/places.ts';
import { issuerRanges, provinceOf, provinces } from '../../shared/registry/provinces.ts';

test('every body of every place is of the province that the place lies in, and within its ranges alone', () => {
  const ranges = provinces.flatMap(({ id }) => issuerRanges(id).map((range) => ({ id, range })));
  for (const place of places) {
    const outer = place.parent === undefined ? place : placeById(place.parent);
    const province = outer?.parent ?? outer?.id;
    for (const { id } of bureaux) expect(provinceOf(`${place.id}-${id}`), `${place.id}-${id}`).toBe(province);
    const one = `${place.id}-government`;
    expect(ranges.filter(({ range: [from, before] }) => from <= one && one < before).map(({ id }) => id)).toEqual([province]);
  }
});

test('a national body, an exchange or a laboratory is of no province; a zone with a name of its own is', () => {
  for (const { id } of knownBodies) expect(provinceOf(id), id).toBeUndefined();
  for (const { id, level } of specialLocals) expect([id, level < 'L7' && provinceOf(id) !== undefined]).toEqual([id, true]);
  expect(['hengqin', 'lingang', 'zhongguancun', 'hainan-prefecture-drc', 'suzhou-anhui-drc'].map(provinceOf)).toEqual([
    'guangdong',
    'shanghai',
    'beijing',
    'qinghai',
    'anhui',
  ]);
  expect([provinceOf(''), provinceOf('zzz'), issuerRanges('shenzhen')]).toEqual([undefined, undefined, []]);
});
