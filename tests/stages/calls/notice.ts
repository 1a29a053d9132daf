/** An invented notice and what a reader of it would write down: `ways` as [by, what `to` must hold, postcode that it must hold]. */
export type Notice = {
  readonly id: string;
  readonly publisher: string;
  readonly published: string;
  readonly title: string;
  readonly text: readonly string[];
  readonly window?: { readonly from?: string; readonly to?: string };
  readonly ways: readonly (readonly [by: 'form' | 'email' | 'post', to: string, postcode?: string])[];
};
