/** What a token lets its bearer do: read everything, or also say which themes a document has. */
export const scopes = ['read', 'label'] as const;
export type Scope = (typeof scopes)[number];

/** Access to the API, kept by the hash of the token. `expires` is the last day (Beijing) on which it is good. */
export type ApiToken = {
  readonly hash: string;
  readonly name: string;
  readonly since: string;
  /** Absent in tokens of older versions, which read. */
  readonly scope?: Scope;
  readonly expires?: string;
};

/** A browser that signed in with a token: kept by the hash of what its cookie holds, and good while its token is. */
export type Session = { readonly hash: string; readonly tokenHash: string; readonly until: string };

/** Who asks. On a laptop the owner, who needs no name. */
export type Grant = { readonly name?: string; readonly scope: Scope };
/** Who asks, or why not. */
export type Access = Grant | { readonly refused: string };
export const isGrant = (access: Access): access is Grant => 'scope' in access;
