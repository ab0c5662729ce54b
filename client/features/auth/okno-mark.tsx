/** The window. */
export function OknoMark() {
  return (
    <svg width="48" height="48" viewBox="0 0 64 64" aria-hidden="true">
      <rect width="64" height="64" rx="15" fill="#2456e6" />
      <path
        d="M17 17h30v30H17zM32 17v30M17 32h30"
        fill="none"
        stroke="#fff"
        stroke-width="5"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
    </svg>
  )
}
