/** Where to go after signing in: a path of ours, never another site out of the address. */
export function nextPage(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/chats'
}
