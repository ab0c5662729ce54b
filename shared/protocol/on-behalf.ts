/** The header by which a device says whose data it holds (WHO1); a socket, which has no headers of its own, says it as `as`. */
export const ON_BEHALF_OF = 'okno-as'
