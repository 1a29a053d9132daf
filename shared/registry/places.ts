import type { Level } from '../model/source.ts';
import cityTable from './tables/places/cities.json' with { type: 'json' };
import districtTable from './tables/places/districts.json' with { type: 'json' };
import provinceTable from './tables/places/provinces.json' with { type: 'json' };
import rows from './tables/regions.json' with { type: 'json' };

/** A place with a government. `stem` is the name without its class word (市, 省 …); `forms` are the ways it is written. */
export type Place = {
  readonly id: string;
  readonly stem: string;
  readonly forms: readonly string[];
  readonly english: string;
  readonly kind: 'province' | 'municipality' | 'region' | 'sar' | 'city' | 'prefecture' | 'district' | 'zone';
  readonly level: Level;
  readonly parent?: string;
};

/** Most names are one word of plain letters. */
const slug = (english: string) =>
  /^[A-Za-z]+$/.test(english)
    ? english.toLowerCase()
    : english
        .normalize('NFD')
        .replace(/[\u0300-\u036f']/g, '')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '');

function provinces(): Place[] {
  return (provinceTable as [string, string, Place['kind']][]).map(([name, english, kind]) => {
    const stem = name.replace(/(?:(?:壮族|回族|维吾尔)?自治区|特别行政区|省|市)$/, '');
    const forms = stem === name ? [name] : [name, stem, ...(name.endsWith('自治区') ? [`${stem}自治区`] : [])];
    return { id: slug(english), stem, forms: [...new Set(forms)], english, kind, level: 'L4' };
  });
}

const rowsOf = (table: Readonly<Record<string, string[][]>>) => Object.entries(table as Readonly<Record<string, [string, string][]>>);

const peoples =
  /(?:朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族?|柯尔克孜|哈萨克){0,6}自治州$/;

function cities() {
  const places: Place[] = [];
  const taken = new Set<string>();
  for (const [parent, rows] of rowsOf(cityTable)) {
    for (const [name, english] of rows) {
      const prefecture = name.endsWith('自治州');
      const stem = prefecture ? name.replace(peoples, '') : name;
      const own = slug(english);
      const id = taken.has(own) || own === parent ? `${own}-${parent}` : own;
      taken.add(own);
      const forms = prefecture ? [name, `${stem}州`] : [`${name}市`, name];
      places.push({ id, stem, forms, english, kind: prefecture ? 'prefecture' : 'city', level: 'L5', parent });
    }
  }
  return places;
}

function districts(): Place[] {
  return rowsOf(districtTable).flatMap(([parent, rows]) =>
    rows.map(([name, english]) => ({
      id: `${parent}-${slug(english.replace(/ (?:District|County)$/, '').replace(/^.{0,80}E-Town.{0,80}$/, 'etown'))}`,
      stem: name,
      forms: [name],
      english,
      kind: /区$|县$|市$/.test(name) && /District|County/.test(english) ? ('district' as const) : ('zone' as const),
      level: 'L6' as const,
      parent,
    })),
  );
}

export const places: readonly Place[] = [...provinces(), ...cities(), ...districts()];

const byId = new Map(places.map((place) => [place.id, place]));
export const placeById = (id: string): Place | undefined => byId.get(id);

/**
 * The place of a local body, by the body's id (`shanghai-drc`, `beijing-haidian-government`); undefined for one that no place of the
 * registry has.
 */
export function placeOfBody(bodyId: string): Place | undefined {
  // `beijing-haidian-drc`: what stands before one of the hyphens, the longest that is a place.
  for (let end = bodyId.lastIndexOf('-'); end > 0; end = bodyId.lastIndexOf('-', end - 1)) {
    const found = byId.get(bodyId.slice(0, end));
    if (found) return found;
  }
  return undefined;
}

/** A region of the public AWS, with the types of our stack that CloudFormation does not know there, as of a day. */
type Region = { readonly region: string; readonly lacks: readonly string[]; readonly seen: string; readonly from: string };

export const regions: readonly Region[] = rows;
