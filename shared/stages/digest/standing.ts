import type { ShownDocument } from '../../model/document.ts';
import type { Level } from '../../model/source.ts';
import type { DocumentType } from '../../model/vocabulary.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { places } from '../../registry/places.ts';

export type Standing = { readonly level?: Level | string; readonly authority: number };

const authorities: Readonly<Record<string, number>> = { L1: 95, L4: 60, L5: 45, L6: 30 };
/** Made by the congress and the State Council alone. */
const ofTheCentre: ReadonlySet<DocumentType> = new Set<DocumentType>(['law', 'regulation']);
const placeNames = places.flatMap(({ forms, level }) => forms.map((form) => ({ form, level })));

/** 江苏省数据条例 is an act of Jiangsu, whoever hosts it. */
function levelOfTitle(title: string): Level | undefined {
  const bare = title.replace(/^[\s（(【[][^）)】\]]{0,12}[）)】\]]/, '').replace(/^[关於于《\s]{0,4}/, '');
  const fitting = placeNames.filter(({ form }) => bare.startsWith(form));
  return fitting.toSorted((a, b) => b.form.length - a.form.length)[0]?.level;
}

type Signed = Pick<ShownDocument, 'issuers' | 'type' | 'title' | 'authority' | 'act' | 'notSeenOnIssuersSite'>;

export function standingOf({ issuers: [lead], type, title, authority, act, notSeenOnIssuersSite }: Signed): Standing {
  const known = lead && findIssuer(lead.name)?.level;
  if (known) return { level: known, authority };
  // A title that no page of its issuer bears out raises nothing.
  if (notSeenOnIssuersSite) return { authority };
  const level = levelOfTitle(act?.title ?? title) ?? levelOfTitle(lead?.name ?? title) ?? (ofTheCentre.has(type) ? 'L1' : undefined);
  return level === undefined ? { authority } : { level, authority: Math.max(authority, authorities[level] ?? 0) };
}
