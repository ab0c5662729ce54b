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
  readonly element: JSX.Element
  /** Its effects run from now on; it is to be put into the page. */
  show(): void
  dispose(): void
}

/** Pending until what was made ahead is shown. */
const Shown = createContext<Accessor<null | undefined>>()

/** Makes what is to be shown later. Until then it stays out of the page, and its effects wait, as they do under any Suspense. */
export function makeAhead(make: () => JSX.Element, owner: Owner | null): MadeAhead {
  return createRoot((dispose) => {
    let show = (_nothing: null) => {}
    const [shown] = createResource(() => new Promise<null>((resolve) => (show = resolve)))
    const element = (
      <Shown.Provider value={shown}>
        <PatientSuspense>{make()}</PatientSuspense>
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
