/** Asking the server for products that this device does not hold. */
import * as v from 'valibot'
import { Product } from '#shared/domain/product'
import { request } from '../request'

const Answer = v.object({ products: v.array(Product) })

/** @returns none where the server cannot be asked: what is here stands. */
export async function askForProducts(
  asked: { readonly q: string } | { readonly group: string },
  signal: AbortSignal,
): Promise<readonly Product[]> {
  try {
    const response = await request(`/api/products?${new URLSearchParams(asked)}`, { signal })
    const answer = v.safeParse(Answer, response.ok ? await response.json() : null)
    return answer.success ? answer.output.products : []
  } catch {
    return []
  }
}
