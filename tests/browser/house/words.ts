import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { LOCALES } from './places'

export type Lang = 'ca' | 'es' | 'en'

/** What the pages say, from the files that say it: `key:` and under it one line for each language. */
const all = new Map<string, string>()

for (const file of readdirSync(LOCALES).filter((name) => name.endsWith('.yml'))) {
  let key = ''
  for (const line of readFileSync(join(LOCALES, file), 'utf8').split('\n')) {
    const said = /^ {2}(ca|es|en): (.*)$/.exec(line)
    if (said) all.set(`${said[1]}:${key}`, bare(said[2]))
    else if (/^\S+:$/.test(line)) key = line.slice(0, -1)
  }
}

function bare(text: string): string {
  if (text.startsWith('"')) return JSON.parse(text)
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text
}

/** A sentence of the pages. */
export function say(key: string, values: Record<string, string | number> = {}, lang: Lang = 'ca'): string {
  const text = all.get(`${lang}:${key}`)
  if (text === undefined) throw new Error(`${lang} has no words for ${key}`)
  return text.replace(/%\{(\w+)\}/g, (_, name) => String(values[name]))
}

/** A sentence with a number in it; between number and noun any space will do. */
export function count(key: string, n: number, lang: Lang = 'ca'): RegExp {
  const text = say(`${key}.${n === 1 ? 'one' : 'other'}`, { n }, lang)
  return new RegExp(`(^|\\D)${text.replaceAll(' ', '\\s')}`)
}
