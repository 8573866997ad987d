import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { made } from './briefings.ts'
import { shippedFolder } from './engine.ts'
import { temporaryFolder } from './folder.ts'

const hiddenLabels = ['GREEN', 'AMBER', 'AMBER+STRICT', 'RED'] as const

/** The shipped briefings, with as many hidden ones that use the same words, topics and titles. */
export const amongHidden = (count: number): string => {
  const folder = temporaryFolder()
  cpSync(shippedFolder, folder, { recursive: true })
  for (let at = 0; at < count; at += 1) {
    const tlp = hiddenLabels[at % hiddenLabels.length] ?? 'RED'
    const slug = `${at % 2 ? 'aaa' : 'zzz'}-hidden-${at}`
    const text = made({
      slug,
      tlp,
      ...(tlp === 'RED' && { recipients: ['discord:2'] }),
      title: `NATO exercise at Bergen, defence core and Russia, note ${at}`,
      topics: ['nato', 'defence-core'],
      published: at % 5 === 0 ? '2027-01-01' : '2026-11-23',
      body: `\n## Reported\n\nExample Gazette reports that the four countries in the new defence core exercise at Bergen, ${'Bergen '.repeat(at % 4)}${at}.\n`,
    })
    writeFileSync(join(folder, `${slug}.md`), text)
  }
  return folder
}

/** The same text for the same answer: ids of questions are drawn anew each time. */
export const withoutDrawn = (text: string): string => text.replaceAll(/q-[a-z2-9]{10}/g, 'drawn')
