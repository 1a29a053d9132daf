/** What a token allows: to read everything, or also to give documents their themes. */
export const scopes = ['read', 'label'] as const;
export type Scope = (typeof scopes)[number];

/** Access to the API, stored by the hash of the token. `expires` is the last day (Beijing) on which it is valid. */
export type ApiToken = {
  readonly hash: string;
  readonly name: string;
  readonly since: string;
  /** Absent in tokens of older versions, which may read. */
  readonly scope?: Scope;
  readonly expires?: string;
};

/** A browser that signed in with a token: stored by the hash of its cookie's value, valid while the token is. */
export type Session = { readonly hash: string; readonly tokenHash: string; readonly until: string };

/** Who asks, by the hash of the token (`id`). On a laptop the owner, who needs no name. */
export type Grant = { readonly name?: string; readonly scope: Scope; readonly id?: string };
/** Who asks, or why they may not. */
export type Access = Grant | { readonly refused: string };
export const isGrant = (access: Access): access is Grant => 'scope' in access;
