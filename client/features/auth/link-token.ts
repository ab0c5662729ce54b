/** The secret of the set-up link, which stands behind the `#` as `token=…`; empty when it is not there. */
export const linkToken = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? ''
