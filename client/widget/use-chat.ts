import { createContext, useContext } from 'solid-js'
import type { WidgetLanguage } from '#shared/protocol/widget'
import type { Chat } from './chat'
import type { Device } from './device'
import type { Downloads } from './downloads'
import type { Host } from './host'
import type { PickedFiles } from './picked-files'
import type { Words } from './words'

export interface ChatParts {
  readonly chat: Chat
  readonly device: Device
  readonly downloads: Downloads
  readonly host: Host
  readonly picked: PickedFiles
  readonly language: WidgetLanguage
  readonly words: Words
}

export const ChatContext = createContext<ChatParts>()

export function useChat(): ChatParts {
  const parts = useContext(ChatContext)
  if (!parts) throw new Error('useChat needs a ChatContext.Provider above it')
  return parts
}
