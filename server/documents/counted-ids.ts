import { type Id, newId } from '#shared/domain/id'

/** Ids told apart by a count: for what is made by the thousand, where random ones would cost more than what they name. */
export function countedIds(): () => Id {
  const own = newId()
  let made = 0
  return () => {
    made += 1
    return `${own}.${made}`
  }
}
