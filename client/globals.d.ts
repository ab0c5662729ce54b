/** Version of this build, put in place by the bundler. */
declare const __BUILD__: string
/** Made by the build out of emojibase-data, a module a language: see emojiData in vite.config.ts. */
declare module 'virtual:emoji/*' {
  /** By group: the emoji, its name, words it is found by, whether it has skin tones. */
  const groups: readonly (readonly (readonly [emoji: string, name: string, words: string, hasTones: 0 | 1])[])[]
  export default groups
}

/** Not in the compiler's library yet, nor in every browser. https://html.spec.whatwg.org/#close-watcher */
declare class CloseWatcher extends EventTarget {
  destroy(): void
}
