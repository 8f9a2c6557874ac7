import { execFileSync } from 'node:child_process'
import { accessSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PAM } from './places'

/** Makes the demo once; each worker serves a copy of it. */
export default function setup() {
  accessSync(PAM)
  const folder = mkdtempSync(join(tmpdir(), 'pam-browser-'))
  const database = join(folder, 'demo.db')
  const pam = (...args: string[]) => execFileSync(PAM, ['--database', database, ...args], { maxBuffer: 1 << 28 })
  pam('demo')
  writeFileSync(join(folder, 'demo.json'), pam('export', '--format', 'json'))
  process.env.PAM_DEMO = folder
  return () => rmSync(folder, { recursive: true, force: true })
}
