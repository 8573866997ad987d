import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Content } from '#core/briefing'
import { passages } from '#core/passages'
import { isWithin } from '#core/tlp'
import { type Topic, vocabulary } from '#core/topics'
import { readBriefing } from '#intake/briefing-file'
import { sayFault } from '#intake/fault'
import { checkFolder, openFolder } from '#intake/folder'
import { parseYaml } from '#intake/yaml'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'briefings')
const seed = resolve(root, '../shared/seed')
const files = readdirSync(folder).filter((name) => name.endsWith('.md'))

let topics: readonly Topic[] | undefined
const shipped = new Map<string, Content>()
const texts = new Map<string, string>()

beforeAll(async () => {
  const opened = await openFolder(folder)
  topics = opened.topics
  for (const file of opened.files) {
    const { briefing } = await opened.read(file, topics)
    if (briefing) shipped.set(file, briefing.content)
    texts.set(file, readFileSync(join(folder, file), 'utf8'))
  }
})

const contentOf = (file: string): Content => {
  const content = shipped.get(file)
  if (!content) throw new Error(`${file} is not read`)
  return content
}
/** Everything of a briefing that a reader sees as the desk's words. */
const proseOf = ({ title, bluf, sections }: Content): string =>
  [title, bluf, ...passages({ sections }).map(({ text }) => text)].join('\n')

describe('the shipped briefings', () => {
  it('are ten at least, without a fault or a warning', async () => {
    const { faults, briefings } = await checkFolder(folder)
    expect(faults.map(sayFault)).toEqual([])
    expect(briefings).toBe(files.length)
    expect(briefings).toBeGreaterThanOrEqual(10)
  })

  it('are CLEAR but for one GREEN and one AMBER', () => {
    const labels = [...shipped.values()].map(({ tlp }) => tlp).filter((tlp) => tlp !== 'CLEAR')
    expect(labels.sort()).toEqual(['AMBER', 'GREEN'])
  })

  it('carry one key judgement between them', () => {
    const assessed = [...shipped.values()].flatMap(({ sections }) =>
      sections.filter(({ name }) => name === 'Assessed').flatMap(({ blocks }) => blocks),
    )
    expect(assessed).toHaveLength(1)
  })

  it('hold one real correction, from "are to lead" to "are expected to lead"', () => {
    const changes = [...shipped.values()].flatMap((content) => content.changes)
    expect(changes).toMatchObject([
      { kind: 'correction', was: 'are to lead', is: 'are expected to lead' },
    ])
  })

  it('hold one event, the month and no day of it', () => {
    const events = [...shipped.values()].flatMap((content) => content.events)
    expect(events).toEqual([{ date: '2026-02', title: 'NATO exercise at Bergen, Germany' }])
  })

  it('name topics of which each has a briefing', () => {
    const used = new Set([...shipped.values()].flatMap((content) => content.topics))
    expect([...used].sort()).toEqual(topics?.map(({ slug }) => slug).sort())
  })
})

describe('each shipped briefing', () => {
  describe.each(files)('%s', (file) => {
    it('is named after its slug', () => expect(`${contentOf(file).slug}.md`).toBe(file))

    it('rests on the one article, undated, graded F and 3 at best', () => {
      expect(contentOf(file).sources).toHaveLength(1)
      const [source] = contentOf(file).sources
      expect(source).toMatchObject({
        publisher: 'World Today Journal',
        url: 'https://www.world-today-journal.com/who-will-lead-europes-security-as-the-us-steps-back',
        date: 'unknown',
        after: '2026-02',
        reliability: 'F',
      })
      expect(source?.credibility).toBeGreaterThanOrEqual(3)
    })

    it('says whose statement its title and BLUF are', () => {
      const { title, bluf, topics: about } = contentOf(file)
      expect(bluf).toMatch(/World Today Journal/)
      if (!about.includes('desk-practice')) expect(title).toMatch(/\bone analysis\b/i)
    })

    it('holds no number that the article lacks', () => {
      const { sections, tlp } = contentOf(file)
      const isJudgement = sections.some(({ name }) => name === 'Assessed')
      const allowed = [
        '2025',
        '2026',
        ...(isJudgement ? ['55-80', '22', '2027'] : []),
        // The desk's own list, counted.
        ...(tlp === 'AMBER' ? ['1', '2', '3', '4', '5', '6'] : []),
      ]
      const found = proseOf(contentOf(file)).match(/\d+(?:[-–.,/]\d+)*/g) ?? []
      expect(found.filter((number) => !allowed.includes(number))).toEqual([])
    })

    it('does not give an AMBER word away below AMBER', () => {
      if (isWithin(contentOf(file).tlp, 'GREEN')) expect(texts.get(file)).not.toMatch(/amber/i)
      else expect(texts.get(file)).toContain('tlp: TLP:AMBER')
    })

    it('is short', () => {
      const words = passages(contentOf(file)).flatMap(({ text }) => text.split(/\s+/))
      expect(words.length).toBeGreaterThanOrEqual(60)
      expect(words.length).toBeLessThanOrEqual(200)
    })
  })
})

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[’']/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? []
const runsOf = (text: string, length: number): string[] => {
  const words = wordsOf(text)
  return words.flatMap((_, at) =>
    at + length <= words.length ? [words.slice(at, at + length).join(' ')] : [],
  )
}

describe('in words of our own', () => {
  it('a run of words is found whatever its quotes, capitals and line ends', () => {
    expect(runsOf('The EU’s\n“new” core', 4)).toEqual(['the eus new core'])
    expect(runsOf('one two', 3)).toEqual([])
  })

  it.runIf(existsSync(seed))('no run of eight is the article’s', () => {
    const article = readdirSync(seed)
      .map((name) => readFileSync(join(seed, name), 'utf8'))
      .join('\n')
    const theirs = new Set(runsOf(article, 8))
    expect(theirs.size).toBeGreaterThan(300)
    for (const [file, content] of shipped) {
      const copied = runsOf(proseOf(content), 8).filter((run) => theirs.has(run))
      expect({ file, copied }).toEqual({ file, copied: [] })
    }
  })
})

describe('docs/writing-briefings.md', () => {
  const page = readFileSync(join(root, 'docs/writing-briefings.md'), 'utf8')
  const blocks = (language: string): string[] =>
    [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(
      ([, text]) => text ?? '',
    )

  it('holds one whole example, which the shipped vocabulary takes without a warning', () => {
    const examples = blocks('markdown')
    expect(examples).toHaveLength(1)
    const { briefing, findings } = readBriefing(examples[0] ?? '', topics)
    expect(findings).toEqual([])
    expect(briefing?.content.changes).toHaveLength(1)
    expect(briefing?.content.sections).toHaveLength(3)
  })

  it('shows no YAML that is none', () => {
    const shown = blocks('yaml')
    expect(shown.length).toBeGreaterThanOrEqual(3)
    for (const text of shown) expect(parseYaml(text, z.looseObject({})).findings).toEqual([])
  })
})

it('the vocabulary says of every topic what belongs to it', () => {
  expect(vocabulary.safeParse(topics).success).toBe(true)
  for (const topic of topics ?? []) expect(topic.scope).toMatch(/\.$/)
})
