import { accessSync, constants } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const HERE = import.meta.dirname
export const ROOT = resolve(HERE, '../../..')
export const RESULTS = join(ROOT, 'target/browser-tests')
export const SHOTS = join(ROOT, 'target/shots')
export const LOCALES = join(ROOT, 'app/locales')

/** The binary that is tested: the one that people run. */
export const PAM = process.env.PAM_BIN ? resolve(process.env.PAM_BIN) : join(ROOT, 'target/release/pam')

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

function chromium(): string {
  if (process.env.PAM_CHROMIUM) return process.env.PAM_CHROMIUM
  const folders = (process.env.PATH ?? '').split(delimiter)
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(runs)
  if (!found) throw new Error('no Chromium on the PATH: install one, or name it in PAM_CHROMIUM')
  return found
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The browser, without anything that it does on its own account. */
export const browser = () => ({
  browserName: 'chromium' as const,
  launchOptions: {
    executablePath: chromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  },
})
