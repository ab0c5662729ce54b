/** What browsers may do with our pages. A header set of each kind of page, laid over BASE_HEADERS. */

type Headers = Readonly<Record<string, string>>

const policy = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')

const OWN_CODE_ONLY = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  // Positions of popovers and of rows in long lists are set on the element.
  'style-src-attr': "'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'self'",
}

/** On every answer of the server. */
export const BASE_HEADERS: Headers = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'microphone=(self), camera=(), geolocation=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
}

export const APP_PAGE: Headers = {
  'content-security-policy': policy({ ...OWN_CODE_ONLY, 'frame-src': "'self'", 'frame-ancestors': "'none'" }),
}

/**
 * The paper that an e-mail's HTML is put on, by the app around it. Nothing runs here. `sealed` loads nothing from other
 * sites, whatever the e-mail says; `open`, chosen by the operator, loads pictures.
 */
const paper = (pictures: string): Headers => ({
  'content-security-policy': policy({
    'default-src': "'none'",
    'style-src': "'self'",
    'style-src-attr': "'unsafe-inline'",
    'img-src': pictures,
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'self'",
  }),
  'x-frame-options': 'SAMEORIGIN',
  // Whoever serves the pictures, or is behind a link, is not told from where.
  'referrer-policy': 'no-referrer',
})
export const MAIL_PAGES: Readonly<Record<string, Headers>> = {
  '/mail/sealed.html': paper("'self' blob: data:"),
  '/mail/open.html': paper("'self' blob: data: https: http:"),
}

/** Stands in a frame on any shop's page: that is its whole purpose. */
export const WIDGET_FRAME_PAGE: Headers = {
  'content-security-policy': policy({ ...OWN_CODE_ONLY, 'frame-ancestors': '*' }),
  'x-frame-options': '',
}

/** Fetched by pages of other origins: the script they embed. */
export const EMBEDDED_SCRIPT: Headers = { 'cross-origin-resource-policy': 'cross-origin' }

/** Somebody else's file: it may be looked at, and do nothing. */
export const FOREIGN_FILE: Headers = { 'content-security-policy': "sandbox; default-src 'none'" }
