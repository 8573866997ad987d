import { describe, expect, it } from 'vitest'
import { findTopic, namesOf, nearTopics, topicsIn, vocabulary } from '#core/topics'

const topics = vocabulary.parse([
  {
    slug: 'defence-core',
    name: 'Defence core',
    scope: 'Who leads.',
    aliases: ['four countries', { text: 'CORE', case: true }],
  },
  {
    slug: 'us-posture',
    name: 'US posture',
    scope: 'The US.',
    aliases: [{ text: 'US', case: true }],
  },
  { slug: 'eu-decisions', name: 'Decisions', scope: 'The EU.' },
])

describe('a topic is found by', () => {
  it.each([
    ['defence-core', 'defence-core'],
    ['Defense Core', 'defence-core'],
    ['FOUR COUNTRIES', 'defence-core'],
    [' US ', 'us-posture'],
    ['us', 'us-posture'],
    ['decisions', 'eu-decisions'],
    ['defence', undefined],
    ['', undefined],
    ['!', undefined],
    ['constructor', undefined],
  ])('%j: %s', (text, slug) => expect(findTopic(topics, text)?.slug).toBe(slug))
})

it.each([
  ['defens core', ['defence-core']],
  ['posture', ['us-posture']],
  ['banana', []],
])('near %j are %j', (text, slugs) =>
  expect(nearTopics(topics, text).map(({ slug }) => slug)).toEqual(slugs),
)

it('has a slug, a name and aliases', () => {
  expect(topics.map(namesOf)).toEqual([
    ['defence-core', 'Defence core', 'four countries', 'CORE'],
    ['us-posture', 'US posture', 'US'],
    ['eu-decisions', 'Decisions'],
  ])
  expect(topics[0]?.aliases[0]).toEqual({ text: 'four countries', case: false })
})

const one = { slug: 'one', name: 'One', scope: 'The first.' }
describe('a vocabulary is refused', () => {
  it.each([
    ['that is no list', one, 'must be a list of topics'],
    ['with a slug twice', [one, { ...one, name: 'Two' }], 'one is listed twice'],
    [
      'with a name for two topics',
      [one, { slug: 'two', name: 'ONE!', scope: 'x' }],
      '"ONE!" already means the topic one; give each name to one topic',
    ],
    [
      'with an alias in the other spelling of a name',
      [
        { ...one, name: 'Defence' },
        { slug: 'two', name: 'Two', scope: 'x', aliases: ['defense'] },
      ],
      '"defense" already means the topic one; give each name to one topic',
    ],
    [
      'with a slug in capitals',
      [{ ...one, slug: 'One' }],
      'must be lower-case letters, digits and single hyphens',
    ],
    ['with a number for a name', [{ ...one, name: 2026 }], 'must be text; put it in quotes'],
    ['with an empty scope', [{ ...one, scope: ' ' }], 'must not be empty'],
    [
      'with an alias of another kind',
      [{ ...one, aliases: [{ word: 'x' }] }],
      'must be text, or {text, case}',
    ],
  ])('%s', (_, given, message) => {
    const { error } = vocabulary.safeParse(given)
    expect(error?.issues.map((issue) => issue.message)).toEqual([message])
  })
})

describe('topicsIn', () => {
  const known = vocabulary.parse([
    { slug: 'defence-core', name: 'Defence core', scope: 'x', aliases: ['core of four'] },
    {
      slug: 'us',
      name: 'US posture',
      scope: 'x',
      aliases: [{ text: 'US', case: true }, 'America'],
    },
    { slug: 'it', name: 'Computers', scope: 'x', aliases: [{ text: 'IT', case: true }] },
    { slug: 'nato', name: 'NATO', scope: 'x' },
  ])
  it.each([
    ['Who leads the defense core?', ['defence-core']],
    ['Does NATO, or America, pay?', ['us', 'nato']],
    ['Is it an IT matter?', ['it']],
    ['NATOs cores', []],
    ['the core of the matter of four', []],
    ['', []],
    ['🦭', []],
  ])('%j speaks of %j', (text, slugs) => {
    expect(topicsIn(known, text).map(({ slug }) => slug)).toEqual(slugs)
  })
})
