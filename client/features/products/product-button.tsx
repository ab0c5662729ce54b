import Package from 'lucide-solid/icons/package-2'
import { createSignal, lazy, Suspense } from 'solid-js'
import type { Product } from '#shared/domain/product'
import { language, t } from '../../i18n/i18n'
import { request } from '../../request'
import { Floating } from '../../ui/floating'
import { IconButton } from '../../ui/icon-button'
import { showToast } from '../../ui/toast'
import { useHotkey } from '../hotkeys'
import type { ReplyPlace } from '../quick-replies/insert'
import { createUsedLately } from '../used-lately'
import { pictureUrl } from './picture-url'
import { productText } from './product-text'

const ProductPanel = lazy(() => import('./product-panel'))

/** The catalogue: choosing puts the product's text at the caret and its picture among the files. */
export function ProductButton(props: { place: ReplyPlace }) {
  const used = createUsedLately('products')
  const [isOpen, setOpen] = createSignal(false)
  let button: HTMLButtonElement | undefined
  useHotkey('products', () => setOpen(true))
  const insert = (product: Product) => {
    setOpen(false)
    used.note(product.id)
    const { field } = props.place
    const area = field.area()
    field.focus()
    const before = area?.value.slice(0, area.selectionStart) ?? ''
    const gap = before.trim() === '' ? '' : before.endsWith('\n') ? '\n' : '\n\n'
    field.insert(`${gap}${productText(product, language())}`)
    void takePicture(product, props.place.takeFiles())
  }
  return (
    <>
      <IconButton
        ref={button}
        label={t().products.title}
        icon={Package}
        tip="above"
        aria-haspopup="dialog"
        aria-expanded={isOpen()}
        onClick={() => setOpen((open) => !open)}
      />
      <Floating
        open={isOpen()}
        onClose={() => setOpen(false)}
        anchor={() => button}
        label={t().products.title}
        placement="top-start"
        isFlush
      >
        <Suspense>
          <ProductPanel used={used} onPick={insert} />
        </Suspense>
      </Floating>
    </>
  )
}

/** A picture that has been seen on this device is there without a network; of one that is left out the operator is told. */
async function takePicture(product: Product, take: ((files: readonly File[]) => void) | null): Promise<void> {
  const url = pictureUrl(product)
  if (!url) return
  if (!take) return showToast(t().products.pictureLeftOut)
  try {
    const response = await request(url)
    const blob = await response.blob()
    const type = blob.type.split('/')[1] ?? ''
    if (!response.ok || !blob.type.startsWith('image/')) throw new Error(`No picture: ${response.status}`)
    take([new File([blob], `${product.sku.replace(/[^\p{L}\p{N}._-]/gu, '-')}.${type === 'jpeg' ? 'jpg' : type}`, { type: blob.type })])
  } catch {
    showToast(t().products.pictureNotHere)
  }
}
