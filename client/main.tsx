import { render } from 'solid-js/web'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
render(() => <p>Okno</p>, root)
