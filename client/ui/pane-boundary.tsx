import TriangleAlert from 'lucide-solid/icons/triangle-alert'
import { ErrorBoundary, type JSX } from 'solid-js'
import { t } from '../i18n/i18n'
import { Button } from './button'
import { EmptyState } from './empty-state'

/**
 * What breaks in one pane stays in it. Code that cannot be loaded is as a rule of a version that the server does not have
 * any more: only a reload helps.
 */
export function PaneBoundary(props: { children: JSX.Element }) {
  return (
    <ErrorBoundary
      fallback={(error: unknown, reset) => {
        console.error(error)
        const isOfCode = error instanceof Error && CODE_MISSING.test(error.message)
        return (
          <EmptyState
            icon={TriangleAlert}
            title={isOfCode ? t().common.codeTitle : t().common.failedTitle}
            hint={isOfCode ? t().common.codeHint : t().common.failedHint}
          >
            <Button onClick={isOfCode ? () => location.reload() : reset}>
              {isOfCode ? t().shell.connection.reload : t().common.showAgain}
            </Button>
          </EmptyState>
        )
      }}
    >
      {props.children}
    </ErrorBoundary>
  )
}

/** As Chromium, Firefox and Safari say it, and Vite of a style sheet. */
const CODE_MISSING = /dynamically imported module|importing a module script failed|unable to preload/i
