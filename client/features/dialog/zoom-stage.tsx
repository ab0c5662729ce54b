import { createEffect, createSignal, on, Show } from 'solid-js'
import { t } from '../../i18n/i18n'
import { createFailure } from './shown'
import { FIT, moved, swiped, zoomed } from './zoom'
import styles from './zoom-stage.module.css'

export interface ZoomStageProps {
  url: string | null
  /** In its place until it is here, and when it cannot be had. */
  small: string | null
  name: string
  width: number | undefined
  height: number | undefined
  /** Takes the keys + − 0 while the window is open. */
  onReady(key: (event: KeyboardEvent) => boolean): void
  onSwipe(by: 1 | -1): void
}

const STEP = 1.4
/** A double click looks so much closer. */
const CLOSE = 2.5

/** One picture: wheel, pinch, double click and keys look closer; what is close can be dragged. */
export function ZoomStage(props: ZoomStageProps) {
  const [zoom, setZoom] = createSignal(FIT)
  const [isHeld, setHeld] = createSignal(false)
  const [state, setState] = createSignal<'loading' | 'here' | 'missing'>('loading')
  const failure = createFailure(
    () => props.url,
    () => t().chat.media.unshown,
  )
  const behind = () => (state() === 'loading' && props.small !== null ? `url("${props.small}")` : undefined)
  let stage: HTMLDivElement | undefined
  const pointers = new Map<number, { x: number; y: number }>()
  /** Where the one finger came down; null: it is a mouse, or there were two. */
  let from: { x: number; y: number } | null = null
  const fromMiddle = (event: { clientX: number; clientY: number }) => {
    const { left, top, width, height } = stage?.getBoundingClientRect() ?? new DOMRect()
    return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 }
  }
  const span = () => {
    const [one, other] = [...pointers.values()]
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0
  }
  const middle = () => {
    const all = [...pointers.values()]
    return { x: all.reduce((sum, { x }) => sum + x, 0) / all.length, y: all.reduce((sum, { y }) => sum + y, 0) / all.length }
  }
  const onMove = (event: PointerEvent) => {
    const before = pointers.get(event.pointerId)
    if (!before || !stage) return
    const wide = span()
    const now = fromMiddle(event)
    pointers.set(event.pointerId, now)
    if (pointers.size === 2 && wide > 0) setZoom((held) => zoomed(held, span() / wide, middle()))
    else {
      const box = stage.getBoundingClientRect()
      setZoom((held) => moved(held, { x: now.x - before.x, y: now.y - before.y }, box))
    }
  }
  const onDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    event.currentTarget.setPointerCapture(event.pointerId)
    pointers.set(event.pointerId, fromMiddle(event))
    from = event.pointerType !== 'mouse' && pointers.size === 1 ? fromMiddle(event) : null
    setHeld(true)
  }
  const onUp = (event: PointerEvent) => {
    pointers.delete(event.pointerId)
    setHeld(pointers.size > 0)
    const to = fromMiddle(event)
    const by = from && event.type === 'pointerup' ? swiped(zoom(), { x: to.x - from.x, y: to.y - from.y }) : 0
    from = null
    if (by !== 0) props.onSwipe(by)
  }
  createEffect(
    on(
      () => [props.url, failure.why() === null],
      () => {
        setZoom(FIT)
        setState('loading')
      },
    ),
  )
  createEffect(() =>
    props.onReady(({ key }) => {
      if (key === '+' || key === '=') setZoom((held) => zoomed(held, STEP))
      else if (key === '-' || key === '−') setZoom((held) => zoomed(held, 1 / STEP))
      else if (key === '0') setZoom(FIT)
      else return false
      return true
    }),
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: all of it can be done by keys, which the window takes.
    <div
      ref={stage}
      class={styles.stage}
      data-close={zoom().scale > 1 ? '' : undefined}
      data-held={isHeld() ? '' : undefined}
      onWheel={(event) => {
        event.preventDefault()
        setZoom((held) => zoomed(held, Math.exp(-event.deltaY / 400), fromMiddle(event)))
      }}
      onDblClick={(event) => setZoom((held) => (held.scale > 1 ? FIT : zoomed(held, CLOSE, fromMiddle(event))))}
      onPointerDown={onDown}
      onPointerMove={onMove}
      onPointerUp={onUp}
      onPointerCancel={onUp}
    >
      <Show when={failure.why()}>{(why) => <p>{why()}</p>}</Show>
      <Show when={failure.why() === null && props.url}>
        {(url) => (
          <img
            class={styles.image}
            src={state() === 'missing' ? (props.small ?? url()) : url()}
            alt={props.name}
            width={props.width}
            height={props.height}
            draggable={false}
            data-scale={zoom().scale.toFixed(2)}
            style={{
              transform: `translate(${zoom().x}px, ${zoom().y}px) scale(${zoom().scale})`,
              'background-image': behind(),
            }}
            onLoad={() => setState((before) => (before === 'loading' ? 'here' : before))}
            onError={() => {
              if (state() === 'missing' || props.small === null || props.small === url()) failure.fail()
              setState('missing')
            }}
          />
        )}
      </Show>
    </div>
  )
}
