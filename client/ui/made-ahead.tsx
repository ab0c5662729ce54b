import {
  type Accessor,
  createContext,
  createResource,
  createRoot,
  type JSX,
  type Owner,
  type ParentProps,
  Suspense,
  useContext,
} from 'solid-js'

export interface MadeAhead {
  /** May stand in the page, out of sight, before it is shown: it is laid out by then. */
  readonly element: JSX.Element
  /** Its effects run from now on. */
  show(): void
  dispose(): void
}

/** Pending until what was made ahead is shown. */
const Shown = createContext<Accessor<null | undefined>>()

/** Makes what is to be shown later. Until then its effects wait, as they do under any Suspense. */
export function makeAhead(make: () => JSX.Element, owner: Owner | null): MadeAhead {
  return createRoot((dispose) => {
    let show = (_nothing: null) => {}
    const [shown] = createResource(() => new Promise<null>((resolve) => (show = resolve)))
    let element: JSX.Element
    // What a Suspense would keep to itself while it waits is taken out of it.
    const keep = () => {
      element = make()
      return null
    }
    void (
      <Shown.Provider value={shown}>
        <PatientSuspense>{keep()}</PatientSuspense>
      </Shown.Provider>
    )
    return { element, show: () => show(null), dispose }
  }, owner)
}

/** For what loads within something that may be made ahead: a plain Suspense knows of its own content alone, and would let its effects run. */
export function PatientSuspense(props: ParentProps<{ fallback?: JSX.Element }>) {
  const shown = useContext(Shown)
  return (
    <Suspense fallback={props.fallback}>
      {shown?.()}
      {props.children}
    </Suspense>
  )
}
