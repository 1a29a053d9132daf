import type { Web } from '../../model/ports.ts';
import type { Source } from '../../model/source.ts';

/** The web by the way that a source is fetched by (`Source.egress`): everything of a source goes by one way. */
export const webOf = (source: Pick<Source, 'egress'> | undefined, web: Web): Web =>
  source?.egress === undefined ? web : (web.by?.(source.egress) ?? web);
