/** Version of this build, put in place by the bundler. */
declare const __BUILD__: string
