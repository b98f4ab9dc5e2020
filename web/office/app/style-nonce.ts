/** The nonce that the server put into the page: browsers hide the attribute and keep the property. */
export const STYLE_NONCE = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;

/**
 * Ant Design takes the nonce by its configuration, but what locks the page's scrolling under a drawer writes its style
 * without asking (@rc-component/portal). Every style made here is our own code's, so every one gets it.
 */
export function giveStylesTheNonce(): void {
  if (!STYLE_NONCE) return;
  const make = document.createElement.bind(document) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  document.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = make(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = STYLE_NONCE;
    return element;
  }) as typeof document.createElement;
}
