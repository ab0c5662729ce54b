import { render } from 'solid-js/web'
import { createChat } from './chat'
import { inkOn } from './colour'
import { openDevice } from './device'
import { createDownloads } from './downloads'
import { connectHost } from './host'
import { openOutbox } from './outbox'
import { createPickedFiles } from './picked-files'
import { readSettings } from './settings'
import { ChatContext } from './use-chat'
import { Window } from './window'
import { WORDS } from './words'

const settings = readSettings(location, navigator.languages)
const { channelId, language, colour, page, isEmbedded } = settings
const words = WORDS[language]

document.documentElement.lang = language
document.documentElement.style.setProperty('--accent', colour)
document.documentElement.style.setProperty('--ink', inkOn(colour))
document.title = words.chat

const device = openDevice(channelId)
const chat = createChat({ channelId, language, page, device, outbox: openOutbox(channelId) })
const downloads = createDownloads(() => chat.conversation().token)
const host = connectHost(isEmbedded)
const picked = createPickedFiles({ words, downloads })

render(
  () => (
    <ChatContext.Provider value={{ chat, device, downloads, host, picked, language, words }}>
      <Window />
    </ChatContext.Provider>
  ),
  document.body,
)
