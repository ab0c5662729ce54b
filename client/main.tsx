import { render } from 'solid-js/web'
import { App } from './app'
import { openTables } from './data/tables'
import { SECTIONS } from './features/shell/sections'
import { startLanguage, t } from './i18n/i18n'
import { startOfflineShell } from './offline-shell'
import './ui/tokens.css'
import './ui/base.css'
import { startTextSize } from './ui/text-size'
import { startTheme } from './ui/theme'
import { showToast } from './ui/toast'

startTheme()
startTextSize()
// Their tables and their page come beside the language, not after it.
openTables()
SECTIONS.find(({ href }) => location.pathname.startsWith(href))?.page.preload()
await startLanguage()

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
render(() => <App />, place)

startOfflineShell((apply) => {
  showToast(t().shell.connection.updateReady, { isLasting: true, action: { label: t().shell.connection.reload, run: apply } })
}).catch((error: unknown) => console.error('The offline shell could not be registered', error))
