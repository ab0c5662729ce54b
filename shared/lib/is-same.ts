/** Whether two plain values say the same. Of objects the order of their fields counts. */
export const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
