import type { Issuer, Warning } from '../../model/article.ts';
import { findIssuer } from '../../registry/issuers.ts';
import { adoptedBy } from './adopted.ts';
import { readIssuers, same, toIssuers } from './issuers.ts';
import { type Labels, labelled } from './labels.ts';
import { namesInTitle, namesOf } from './names.ts';
import { type Note, readNote } from './note.ts';
import { type OwnNumber, ownNumber } from './number.ts';
import { opt } from './opt.ts';
import type { Scene } from './scene.ts';
import { readSignature, type Signature, undatedNames } from './signature.ts';

/** What makes a text an act. */
export type Act = Omit<OwnNumber, 'warnings'> & {
  readonly signature?: Signature;
  readonly bodies: readonly Issuer[];
  readonly reposter?: string;
  readonly warnings: readonly Warning[];
};

/** Who issued the text and under which number, as if the page were an act. */
export function actOf({ title, labels, body, near, heading, text }: Scene): Act {
  const table = issuerOfTable(labels);
  const named = [...(namesInTitle(title.text)?.names ?? []), ...(table === undefined ? [] : (namesOf(table) ?? []))];
  const signature = readSignature(body, heading.order, (name) => named.some((other) => same(name, other)));
  const undated = signature ? [] : undatedNames(body);
  const issuers = readIssuers({ table, joint: labelled(labels, 'joint')?.value, signature, undated, heading, title: title.text });
  const note = heading.order ? undefined : (readNote(body) ?? readNote(near));
  const headed = note?.number === undefined || heading.number !== undefined ? heading : { ...heading, number: note.number };
  const own = ownNumber({ table: labelled(labels, 'number')?.value, heading: headed, title: title.text });
  const warnings = [...own.warnings, ...issuers.warnings];
  const adopter = issuers.names.length === 0 ? adoptedBy(text.text) : undefined;
  const found = adopter === undefined ? issuers.names : [adopter];
  const names = found.length > 0 ? found : orderedBy(own.number);
  return {
    ...own,
    ...opt('signature', signature ?? noted(note?.number === own.number ? note : undefined)),
    bodies: toIssuers(names),
    ...opt('reposter', issuers.reposter),
    warnings,
  };
}

/** The body that an order or announcement is numbered for (…总局令第112号), where nothing else on the page names it. */
function orderedBy(number: string | undefined): readonly string[] {
  const name = /^(\p{Script=Han}{2,30}?)(?:令|公告|通告)(?:\d{4}年|〔\d{4}〕)?第/u.exec(number ?? '')?.[1];
  return name !== undefined && findIssuer(name) !== undefined ? [name] : [];
}

/** A note with a day stands for the signature that the text does not have. */
const noted = (note: Note | undefined): Signature | undefined =>
  note?.date && { issuers: [], date: note.date, quote: note.date.quote, at: note.at };

/** The issuer of the table; 主办单位 only beside an index number, since footers name the keeper of the site so. */
function issuerOfTable(labels: Labels): string | undefined {
  const issuer = labelled(labels, 'issuer');
  if (issuer) return issuer.value;
  const host = labelled(labels, 'host');
  const index = labelled(labels, 'index');
  return host && index && Math.abs(host.place - index.place) < 60 ? host.value : undefined;
}
