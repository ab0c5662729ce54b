/**
 * What this machine must have before anything is installed. Plain JavaScript without dependencies: it runs first,
 * on whatever Node is there.
 */

/**
 * Node's ABI → the lowest glibc the WebSocket library's binary for it was linked with. Odd Node versions and newer
 * ones have no binary of every native part.
 * @type {Record<string, { node: string, minor: number, glibc: string }>}
 */
const SUPPORTED = {
  115: { node: '20', minor: 19, glibc: '2.28' },
  127: { node: '22', minor: 12, glibc: '2.38' },
  137: { node: '24', minor: 0, glibc: '2.38' },
}

const WHERE = 'see https://nodejs.org/en/download'

/** @typedef {{ node: string, abi: string, platform: string, arch: string, glibc: string | null }} Machine */

/**
 * @param {Machine} machine `glibc` null: not a glibc system.
 * @returns {string | null} one sentence that says what to install, or null when all is well
 */
export function machineProblem(machine) {
  const { node, abi, platform, arch, glibc } = machine
  if (arch !== 'x64' && arch !== 'arm64') return `Okno needs a 64-bit x86 or ARM processor; this Node was built for ${arch}.`
  if (platform === 'linux' && glibc === null)
    return 'Okno needs a Linux with glibc (Debian, Ubuntu, Fedora…) and this one has another C library: use the image node:20-bookworm or such a system.'

  const support = SUPPORTED[abi]
  const [major = 0, minor = 0] = node.split('.').map(Number)
  if (!support || minor < support.minor || String(major) !== support.node)
    return `Okno needs Node 20.19 or a newer Node 20, and this is Node ${node}: install it, ${WHERE}.`
  if (platform === 'linux' && glibc !== null && isOlder(glibc, support.glibc)) {
    return support.node === '20'
      ? `Okno needs glibc ${support.glibc} or newer and this system has ${glibc}: use Debian 11, Ubuntu 20.04 or a newer system.`
      : `Okno on Node ${support.node} needs glibc ${support.glibc} and this system has ${glibc}: install Node 20 (20.19 or newer), ${WHERE}.`
  }
  return null
}

/** @returns {Machine} */
export function thisMachine() {
  return {
    node: process.versions.node,
    abi: process.versions.modules,
    platform: process.platform,
    arch: process.arch,
    glibc: process.platform === 'linux' ? glibcVersion() : null,
  }
}

/** @returns {string | null} */
function glibcVersion() {
  const report = process.report
  if (!report) return null
  // Without this the report looks every network interface up, which can take seconds.
  Object.assign(report, { excludeNetwork: true })
  const found = /** @type {{ header?: { glibcVersionRuntime?: string } }} */ (report.getReport())
  return found.header?.glibcVersionRuntime ?? null
}

/**
 * @param {string} version
 * @param {string} than
 */
function isOlder(version, than) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [thanMajor = 0, thanMinor = 0] = than.split('.').map(Number)
  return major < thanMajor || (major === thanMajor && minor < thanMinor)
}
