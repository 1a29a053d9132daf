/** MJML comes without types: what is called of it. */
declare module 'mjml' {
  type Options = { readonly fonts: Readonly<Record<string, string>>; readonly keepComments: boolean; readonly validationLevel: 'strict' };
  export default function mjml2html(source: string, options: Options): Promise<{ readonly html: string }>;
}
