import { render } from 'solid-js/web'
import { App } from './app'
import { startLanguage } from './i18n/i18n'
import './ui/tokens.css'
import './ui/base.css'
import { startTheme } from './ui/theme'

startTheme()
await startLanguage()

const place = document.getElementById('app')
if (!place) throw new Error('index.html has no #app')
render(() => <App />, place)
