interface Place {
  readonly latitude: number
  readonly longitude: number
}

/** A page of OpenStreetMap with a mark at the place. */
export const mapAddress = ({ latitude, longitude }: Place): string =>
  `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=17/${latitude}/${longitude}`

/** About a metre: five digits. */
export function placeText({ latitude, longitude }: Place, language: string): string {
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: 5, maximumFractionDigits: 5 })
  return `${format.format(latitude)}; ${format.format(longitude)}`
}
