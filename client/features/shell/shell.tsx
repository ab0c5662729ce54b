import { useBeforeLeave } from '@solidjs/router'
import { createEffect, type JSX, lazy, onCleanup, Show, Suspense } from 'solid-js'
import { preloadFloating } from '../../ui/floating'
import { closeTopLayer, keepBackFromLayers } from '../../ui/layers'
import { PaneBoundary } from '../../ui/pane-boundary'
import { Skeleton } from '../../ui/skeleton'
import { newestUndo } from '../../ui/toast'
import { keepStrayFilesOut } from '../composer/drop-zone'
import { useData } from '../data-context'
import { fetchAhead } from '../fetch-ahead'
import { HotkeyHelp } from '../hotkey-help'
import { useHotkey } from '../hotkeys'
import { followKeys } from '../own-keys'
import { Palette, preloadPalette } from '../palette/palette'
import { whenIdle } from '../when-idle'
import { ConnectionBanner } from './connection-banner'
import { Rail } from './rail'
import { tellRefusals } from './refusal-news'
import styles from './shell.module.css'
import { createTabBadge } from './tab-badge'

const ClockNotice = lazy(() => import('./clock-notice'))
const ChannelNotice = lazy(() => import('./channel-notice'))
const DeviceTrouble = lazy(() => import('./device-trouble'))

/** The frame around every page of the app. */
export function Shell(props: { children?: JSX.Element }) {
  const data = useData()
  createTabBadge(data.waitingCount)
  tellRefusals()
  followKeys(data.preferences)
  onCleanup(keepStrayFilesOut())
  onCleanup(keepBackFromLayers())
  // Where the browser does not ask first. Before any page hears of it and asks what may be lost. A step in the history is a number, Back a
  // negative one; a link is an address.
  useBeforeLeave((event) => {
    if (typeof event.to === 'number' && event.to < 0 && closeTopLayer()) event.preventDefault()
  })
  createEffect(() => {
    const undo = newestUndo()
    if (undo) useHotkey('undo', undo)
  })
  for (const preload of [preloadFloating, preloadPalette]) onCleanup(whenIdle(() => fetchAhead(preload), START_MS))
  return (
    <div class={styles.shell}>
      <Rail />
      <div class={styles.main}>
        <Show when={data.trouble()}>
          {(trouble) => (
            <Suspense>
              <DeviceTrouble trouble={trouble()} />
            </Suspense>
          )}
        </Show>
        <ConnectionBanner />
        <Show when={data.clockAhead() !== 0}>
          <Suspense>
            <ClockNotice />
          </Suspense>
        </Show>
        <Show when={[...data.channels().values()].some(({ silentSince }) => silentSince != null)}>
          <Suspense>
            <ChannelNotice />
          </Suspense>
        </Show>
        <PaneBoundary>
          <Suspense fallback={<Skeleton />}>{props.children}</Suspense>
        </PaneBoundary>
      </div>
      <HotkeyHelp />
      <Palette />
    </div>
  )
}

/** Milliseconds. Whatever the page waits for until then leaves the browser idle, and is not to be waited for longer. */
const START_MS = 2000
