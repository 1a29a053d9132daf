import type { Declaration, Level, Source, SourceKind } from '../../model/source.ts';
import { issuerById } from '../../registry/issuers.ts';
import { namedRights, type RightsName, rightsOfKind } from '../../registry/rights.ts';

/** Media, institutes and companies that the registry does not know (docs/chinese-documents.md 7). */
const levelOfKind: Partial<Record<SourceKind, Level>> = { media: 'L8', research: 'L8', company: 'L8' };

/** What publisher and kind say of a source: what its declaration need not repeat. */
export function impliedBy({ publisher, kind }: Pick<Source, 'publisher' | 'kind'>): {
  readonly level: Level | undefined;
  readonly rights: RightsName;
} {
  return { level: issuerById(publisher)?.level ?? levelOfKind[kind], rights: rightsOfKind[kind] };
}

const isNamed = (name: string): name is RightsName => name in namedRights;

/** A built-in declaration with its level and its rights. Throws for one that tests/sources.test.ts would refuse. */
export function complete(declaration: Declaration): Source {
  const implied = impliedBy(declaration);
  const { level = implied.level, rights = implied.rights } = declaration;
  if (level === undefined || !isNamed(rights)) throw new Error(`${declaration.id}: say its level, and rights of shared/registry/rights.ts`);
  return { ...declaration, level, rights: namedRights[rights] };
}
