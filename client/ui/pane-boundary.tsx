import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { ErrorBoundary, type JSX } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import { EmptyState } from './empty-state'

/** What breaks in one pane stays in it. */
export function PaneBoundary(props: { children: JSX.Element }) {
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => {
        console.error(error)
        return (
          <EmptyState icon={TriangleAlert} title={t().common.failedTitle} hint={t().common.failedHint}>
            <Button onClick={reset}>{t().common.showAgain}</Button>
          </EmptyState>
        )
      }}
    >
      {props.children}
    </ErrorBoundary>
  )
}
