import type { Product } from '#shared/domain/product'

/** Where a product's first picture is, wherever the shop keeps it; null when it has none. Another one is another address. */
export const pictureUrl = ({ id, pictures, updatedAt }: Product): string | null =>
  pictures.length > 0 ? `/api/products/${encodeURIComponent(id)}/pictures/0?v=${updatedAt}` : null
