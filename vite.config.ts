/**
 * Every build of Okno, by mode:
 *   (none)   the app and its service worker     → dist/client
 *   widget   the visitor's frame                → dist/client/widget
 *   loader   the script a shop's page embeds    → dist/client/widget.js
 *   server   the server and its workers         → dist/server
 * The app's build empties dist/client, so it comes first: `npm run build`.
 */
import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Plugin, UserConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'
import solid from 'vite-plugin-solid'
import { defineConfig } from 'vitest/config'
import { keptCode } from './client/build/kept-code.ts'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** `#shared` is the one alias; the same line stands in tsconfig.json. */
const resolve = { alias: { '#shared': at('./shared') } }

/** Browsers that have what the app needs anyway: module workers, Web Locks, private fields. */
const BROWSERS = ['chrome111', 'firefox114', 'safari16.4']

export default defineConfig(({ mode }) => {
  switch (mode) {
    case 'widget':
      return widget()
    case 'loader':
      return loader()
    case 'server':
      return server()
    case 'test':
      return tests()
    default:
      return app()
  }
})

function app(): UserConfig {
  return {
    root: at('./client'),
    publicDir: at('./public'),
    resolve,
    plugins: [solid(), emojiData(), keptCode(), pwa()],
    define: { __BUILD__: JSON.stringify(process.env.npm_package_version ?? 'dev') },
    worker: { format: 'es' },
    build: {
      outDir: at('./dist/client'),
      emptyOutDir: true,
      target: BROWSERS,
      sourcemap: true,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          codeSplitting: {
            // Kept apart so that a release of ours does not make browsers fetch unchanged libraries again.
            groups: [
              { name: 'solid', test: /node_modules\/(solid-js|@solidjs)\// },
              { name: 'dexie', test: /node_modules\/dexie\// },
              // The first screen waits for all of it: forty requests through a service worker cost more than one.
              { name: 'initial', tags: ['$initial'] },
              { name: 'inbox', test: /features\/inbox\/inbox\.tsx$/ },
              { name: 'chat', test: /features\/dialog\/dialog-panes\.tsx$/ },
              { name: 'customer', test: /features\/customer\/customer-pane\.tsx$/ },
            ],
          },
        },
      },
    },
    server: { port: 5173, proxy: devProxy() },
  }
}

/** In development the app comes from Vite and everything else from the server beside it. The Host header is kept: the server compares it with Origin. */
function devProxy() {
  const target = 'http://localhost:8080'
  return {
    '/api': { target },
    '/health': { target },
    '/sync': { target, ws: true },
    '/yjs': { target, ws: true },
    '/widget': { target, ws: true },
    '/widget.js': { target },
    '/demo': { target },
  }
}

/** `virtual:emoji/ru` and its like: of the whole data set, what the picker shows and searches in one language. */
function emojiData(): Plugin {
  const prefix = 'virtual:emoji/'
  return {
    name: 'okno-emoji',
    resolveId: (id) => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      const source = at(`./node_modules/emojibase-data/${id.slice(prefix.length + 1)}/compact.json`)
      return `export default ${JSON.stringify(emojiGroups(JSON.parse(await readFile(source, 'utf8'))))}`
    },
  }
}

interface EmojiEntry {
  readonly unicode: string
  readonly label: string
  readonly group?: number
  readonly order?: number
  readonly tags?: readonly string[]
  readonly skins?: readonly unknown[]
}

/** Group 2 holds skin tones and other parts of emoji; what has no group is no emoji by itself. */
function emojiGroups(entries: readonly EmojiEntry[]) {
  const groups: [string, string, string, 0 | 1][][] = []
  for (const { unicode, label, group, tags = [], skins } of [...entries].sort((a, b) => (a.order ?? 0) - (b.order ?? 0))) {
    if (group === undefined || group === 2) continue
    const place = group > 2 ? group - 1 : group
    groups[place] ??= []
    groups[place].push([unicode, label, tags.join(' '), skins ? 1 : 0])
  }
  return groups
}

function pwa() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'sw',
    filename: 'service-worker.ts',
    // The operator chooses when to update: a reload in the middle of a sentence is worse than an old version.
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      id: '/',
      name: 'Okno',
      short_name: 'Okno',
      description: 'Все чаты магазина в одном окне',
      lang: 'ru',
      start_url: '/chats',
      scope: '/',
      display: 'standalone',
      theme_color: '#2456e6',
      background_color: '#ffffff',
      icons: [
        { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
        { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
        { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
        { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    },
    injectManifest: {
      globPatterns: ['**/*.{js,css,html,woff2}', 'icons/*.{svg,png}'],
      // Visitors' files are no business of the operators' app; index.html of the app is the only shell.
      globIgnores: ['widget/**', 'widget.js', 'demo/**'],
      target: BROWSERS,
      // A classic script: Firefox learnt module service workers late.
      rollupFormat: 'iife',
    },
    devOptions: { enabled: false },
  })
}

function widget(): UserConfig {
  const root = at('./client/widget')
  const pages = existsSync(root) ? readdirSync(root).filter((name) => name.endsWith('.html')) : []
  return {
    root,
    base: '/widget/',
    publicDir: false,
    resolve,
    plugins: [solid()],
    build: {
      outDir: at('./dist/client/widget'),
      emptyOutDir: true,
      target: BROWSERS,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: pages.map((name) => `${root}/${name}`) },
    },
  }
}

/** One classic script without a global of its own: a shop's page may hold anything, and is not ours to litter. */
function loader(): UserConfig {
  return {
    root: at('./client/widget'),
    publicDir: false,
    resolve,
    build: {
      outDir: at('./dist/client'),
      emptyOutDir: false,
      target: BROWSERS,
      rolldownOptions: {
        input: at('./client/widget/loader.ts'),
        output: { format: 'iife', entryFileNames: 'widget.js' },
      },
    },
  }
}

/** Entries are processes and threads of their own. Tools come along when they exist. */
function server(): UserConfig {
  const entries = {
    main: './server/main.ts',
    'sqlite-worker': './server/store/sqlite-worker.js',
    'decode-worker': './server/documents/decode-worker.ts',
    demo: './server/demo/main.ts',
    bench: './server/bench/main.ts',
    'bench-raw': './server/bench/raw-server.ts',
    'bench-client': './client/bench/main.ts',
    soak: './server/soak/main.ts',
  }
  const present = Object.entries(entries).filter(([, path]) => existsSync(at(path)))
  return {
    root: at('.'),
    publicDir: false,
    resolve,
    build: {
      ssr: true,
      outDir: at('./dist/server'),
      emptyOutDir: true,
      target: 'node20',
      sourcemap: true,
      rolldownOptions: {
        input: Object.fromEntries(present.map(([name, path]) => [name, at(path)])),
        // All in one folder: threads are found beside whoever starts them.
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  }
}

/** Without these conditions Node gets Solid's server build, in which nothing reacts. */
const REACTIVE = {
  extends: true as const,
  plugins: [solid()],
  resolve: { conditions: ['browser', 'development', 'solid'] },
}
const REACTIVE_TEST = {
  environment: 'node' as const,
  server: { deps: { inline: [/solid-js/, /@solidjs/] } },
}

function tests() {
  return {
    root: at('.'),
    resolve,
    test: {
      environment: 'node' as const,
      // Ten times what the slowest takes on an idle machine: what is late on a busy one is not wrong.
      testTimeout: 60_000,
      projects: [
        { extends: true as const, test: { name: 'node', include: ['{server,shared}/**/*.test.ts'] } },
        {
          ...REACTIVE,
          test: {
            ...REACTIVE_TEST,
            name: 'client',
            include: ['client/**/*.test.{ts,tsx}'],
            exclude: ['client/e2e/**', 'client/simulation/**'],
          },
        },
        // The whole server and its devices in one process, seed after seed.
        {
          ...REACTIVE,
          resolve: {
            ...REACTIVE.resolve,
            alias: { 'lib0/broadcastchannel': at('./client/simulation/no-broadcast.ts') },
          },
          test: {
            ...REACTIVE_TEST,
            server: { deps: { inline: [...REACTIVE_TEST.server.deps.inline, /y-websocket/] } },
            name: 'simulation',
            include: ['client/simulation/**/*.test.ts'],
            testTimeout: 1_200_000,
            // After all others, which measure time, and then on every core: by default one would be left idle.
            maxWorkers: availableParallelism(),
            sequence: { groupOrder: 1 },
          },
        },
      ],
    },
  }
}
