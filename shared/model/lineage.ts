import type { StateLevel } from './chain.ts';
import type { DocumentType, Relation, Status } from './vocabulary.ts';

/** A text of a lineage: stored, or (without `id`) cited and not held. `step`: how many links it is away from the text that was asked for. */
export type LineageNode = {
  /** Its id, or for a text that is not held what it is cited by. */
  readonly key: string;
  readonly id?: string;
  readonly title?: string;
  readonly english?: string;
  readonly number?: string;
  /** Day, month or year, as exactly as it is known; absent when it is not. */
  readonly day?: string;
  readonly issuers: readonly string[];
  readonly level: StateLevel;
  readonly type?: DocumentType;
  readonly status?: Status;
  readonly draft: boolean;
  readonly step: 0 | 1 | 2;
};
/** `from` says of `to` what the quote has; both are keys of nodes. */
export type LineageEdge = { readonly from: string; readonly to: string; readonly relation: Relation; readonly quote: string };

/** An act among the texts that it names and that name it, two links around. */
export type LineageGraph = {
  /** Key of the text that was asked for. */
  readonly focus: string;
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  /** Reports and readings by others than official bodies, which the picture leaves out. */
  readonly readings: number;
  /** Texts that were left out since there were too many. */
  readonly more: number;
};
