import { type Accessor, createSignal } from 'solid-js'
import type { Card } from '#shared/domain/card'
import type { Id } from '#shared/domain/id'
import type { Pipeline } from '#shared/domain/pipeline'
import type { Board, BoardQuery, CardData, CardOwner, Person } from './contract-cards'
import { createLive, createLiveBy, createLiveOf } from './live'
import { readPeople } from './people'
import { contactsOfPerson } from './person-contacts'
import { look, type Store } from './view'

type ReadBoard = (store: Store, query: BoardQuery) => Promise<Board | null | undefined>

export function createCardData(store: Store): CardData {
  return {
    pipelines: createLive(() => listPipelines(store)),
    createBoard(query) {
      const [read, setRead] = createSignal<ReadBoard>(async () => undefined)
      // Most of those who open the chats never see it.
      void import('./board').then(({ readBoard }) => setRead(() => readBoard))
      return createLiveBy(
        () => ({ wanted: query(), read: read() }),
        ({ wanted, read }) => read(store, wanted),
      )
    },
    createCard(id) {
      return createLiveBy(id, (wanted) => look(store, async (view) => (await view.get('card', wanted)) ?? null))
    },
    createCardsOf(owner) {
      const cards = createLiveBy(owner, (of) => listCardsOf(store, of))
      return () => cards() ?? []
    },
    createPeople: (ids) => createPeople(store, ids),
  }
}

export async function listPipelines(store: Store): Promise<readonly Pipeline[]> {
  return look(store, async ({ overlay }) => {
    const guessed = overlay.all('pipeline')
    const isGuessed = new Set(guessed.map(({ id }) => id))
    const stored = await store.replica.pipelines.toArray()
    const all = [...stored.filter(({ id }) => !isGuessed.has(id)), ...guessed]
    return all.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
  })
}

/** Of the conversation, and of the person with whom it is held, in whatever channel. */
export async function listCardsOf(store: Store, { dialogId, contactId }: CardOwner): Promise<readonly Card[]> {
  return look(store, async (view) => {
    const { cards } = store.replica
    const people = await contactsOfPerson(view, contactId)
    const [ofDialog, ofPerson] = await Promise.all([
      cards.where('dialogId').equals(dialogId).toArray(),
      cards
        .where('contactId')
        .anyOf([...people])
        .toArray(),
    ])
    const isTheirs = (card: Card) => card.dialogId === dialogId || (card.contactId !== null && people.has(card.contactId))
    const guessed = view.overlay.all('card').filter(isTheirs)
    const all = new Map([...ofDialog, ...ofPerson, ...guessed].map((card) => [card.id, card]))
    return [...all.values()].filter(({ isRemoved }) => !isRemoved).sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
  })
}

function createPeople(store: Store, ids: Accessor<readonly Id[]>): Accessor<ReadonlyMap<Id, Person>> {
  const [people, setPeople] = createSignal<ReadonlyMap<Id, Person>>(new Map())
  createLiveOf(ids, (wanted) => look(store, (view) => readPeople(store, view, wanted)), setPeople)
  return people
}
