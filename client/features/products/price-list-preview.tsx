import { For, Show } from 'solid-js'
import { COLUMNS, type Column, type ListPreview, type ListReading } from '#shared/domain/price-list'
import { language, t } from '../../i18n/i18n'
import { ImportFaults, ImportStatus, ImportTable } from '../../ui/import-window'
import styles from './price-list-import.module.css'
import { priceText } from './product-text'

export interface PriceListPreviewProps {
  preview: ListPreview
  /** It is known where the SKU stands. */
  isNamed: boolean
  skuFrom: ListReading['skuFrom']
  onColumn(at: number, column: Column): void
  onSkuFrom(skuFrom: ListReading['skuFrom']): void
}

/** What a price list would do, before it does it. */
export function PriceListPreview(props: PriceListPreviewProps) {
  const words = () => t().products.import
  /** Shops give all variants of one thing the maker's code; each has a number of the shop's own. */
  const isOfVariants = () =>
    props.preview.format === 'yml' && props.skuFrom === 'vendorCode' && props.preview.bad.some(({ problem }) => problem === 'repeated')
  return (
    <>
      <Show when={props.preview.columns.length > 0}>
        <fieldset class={styles.columns}>
          <legend>{words().columnsTitle}</legend>
          <For each={props.preview.columns}>
            {(each, index) => (
              <label>
                <span class={styles.heading}>{each.title}</span>
                <select
                  aria-label={words().column(each.title)}
                  onChange={(event) => {
                    const { value } = event.currentTarget
                    props.onColumn(index(), COLUMNS.find((column) => column === value) ?? 'skip')
                  }}
                >
                  <For each={COLUMNS}>
                    {(column) => (
                      <option value={column} selected={each.column === column}>
                        {words().columns[column]}
                      </option>
                    )}
                  </For>
                </select>
              </label>
            )}
          </For>
        </fieldset>
      </Show>
      <Show when={props.preview.format === 'yml'}>
        <label class={styles.choice}>
          <span>{words().skuFrom}</span>
          <select value={props.skuFrom} onChange={(event) => props.onSkuFrom(event.currentTarget.value === 'id' ? 'id' : 'vendorCode')}>
            <option value="vendorCode">{words().skuFroms.vendorCode}</option>
            <option value="id">{words().skuFroms.id}</option>
          </select>
        </label>
      </Show>
      <Show when={isOfVariants()}>
        <ImportStatus isBad>{words().oneCode}</ImportStatus>
      </Show>
      <ImportStatus isBad={!props.isNamed}>
        {props.isNamed ? words().counts(props.preview.added, props.preview.changed, props.preview.same) : words().noSku}
      </ImportStatus>
      <Show when={props.preview.sample.length > 0}>
        <ImportTable label={words().sample}>
          <thead>
            <tr>
              <th>{words().columns.sku}</th>
              <th>{words().columns.name}</th>
              <th>{words().columns.price}</th>
              <th>{words().columns.stock}</th>
              <th>{words().sample}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.preview.sample}>
              {(each) => (
                <tr>
                  <td>{each.sku}</td>
                  <td>{each.name}</td>
                  <td>
                    <Show when={each.priceBefore?.minor !== each.price?.minor && each.priceBefore}>
                      {(before) => <s class={styles.before}>{priceText(before(), language())}</s>}
                    </Show>{' '}
                    {each.price ? priceText(each.price, language()) : ''}
                  </td>
                  <td>{each.stock}</td>
                  <td>{words().effects[each.effect]}</td>
                </tr>
              )}
            </For>
          </tbody>
        </ImportTable>
      </Show>
      <Show when={props.preview.problems > 0}>
        <ImportFaults title={words().bad(props.preview.problems)}>
          <For each={props.preview.bad}>{({ line, problem }) => <li>{words().line(line, words().problems[problem])}</li>}</For>
        </ImportFaults>
      </Show>
    </>
  )
}
