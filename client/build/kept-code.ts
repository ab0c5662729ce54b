import type { Plugin } from 'vite'

/** What Vite runs before an `import()`. */
const PRELOAD_HELPER = '\0vite/preload-helper.js'

/** Chunks of which a start runs the greater part, by their names in vite.config.ts. */
const FIRST_SCREEN = new Set(['solid', 'dexie', 'initial', 'inbox'])

/**
 * Starts are made of compiling, so Chromium is helped to keep what it has compiled. It does that with a module only if a
 * preload of a script brought it: one that it fetches by itself in the background is compiled anew in each process. And
 * what the first screen runs is compiled as a whole, beside the page's own thread, instead of function by function.
 */
export function keptCode(): Plugin {
  return {
    name: 'okno-kept-code',
    enforce: 'post',
    transform: (code, id) => (id === PRELOAD_HELPER ? code.replaceAll('modulepreload', 'preload') : null),
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        [...html.matchAll(/<script type="module" crossorigin src="([^"]+)">/g)].map(([, href]) => ({
          tag: 'link',
          attrs: { rel: 'preload', as: 'script', crossorigin: true, href },
          injectTo: 'head-prepend' as const,
        })),
    },
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const chunk of Object.values(bundle)) {
          if (chunk.type !== 'chunk' || !FIRST_SCREEN.has(chunk.name)) continue
          chunk.code = `//# allFunctionsCalledOnLoad\n${chunk.code}`
          const map = bundle[`${chunk.fileName}.map`]
          if (map?.type === 'asset') map.source = String(map.source).replace('"mappings":"', '"mappings":";')
        }
      },
    },
  }
}
