import type { Bearing, SummaryLine } from '../../model/summary.ts';
import { told } from './summary-parts.ts';
import words from './summary-words.json' with { type: 'json' };
import { joinNames } from './title-text.ts';

/** 各省、自治区、直辖市人民政府，国务院各部委、各直属机构：the line that an official text is addressed to. */

const offices: Readonly<Record<string, string>> = words.offices;
const everyone: Readonly<Record<string, string>> = words.everyone;

const provinces = /^各省、自治区、直辖市((?:及|和|、)计划单列市)?((?:及|和|、)?新疆生产建设兵团)?([^，。]{2,120})$/;

function toProvinces(part: string): string | undefined {
  const [, cities, corps, rest] = provinces.exec(part) ?? [];
  const named = rest?.split(/、(?![^（]*）)/).map((office) => offices[office]) ?? [];
  const sure = named.flatMap((name) => name ?? []);
  if (sure.length === 0 || sure.length < named.length) return undefined;
  const of = [
    'provinces',
    'autonomous regions',
    'municipalities',
    ...(cities === undefined ? [] : ['cities with a state plan of their own']),
  ];
  return `the ${joinNames(sure)} of all ${joinNames(of)}${corps === undefined ? '' : ' and of the Xinjiang Production and Construction Corps'}`;
}

/** Whom it is addressed to: as a sentence where every part of the line is known. */
export function addresseeLine({ addressee }: Bearing, many: boolean): SummaryLine[] {
  if (addressee === undefined) return [];
  const parts = addressee.replace(/[:：]$/, '').split(/[，；]/);
  const named = parts.map((part) => everyone[part] ?? toProvinces(part));
  const sure = named.flatMap((name) => name ?? []);
  const sentence = `${many ? 'They are' : 'It is'} addressed to ${joinNames(sure)}.`;
  return told(sure.length === parts.length ? sentence : undefined, 'Addressed to', addressee);
}
