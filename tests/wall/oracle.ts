import { tlps } from '#core/tlp'
import {
  publishedOf,
  type Side,
  type Story,
  type Telling,
  tellingIn,
  tellingsOf,
  versionAt,
} from './stories.ts'

/** Who looks: the workspace they look in, how far, and who they are; a channel is nobody. */
export type Eyes = {
  workspace: string | 'all'
  clearance: (typeof tlps)[number]
  person?: string
  day: string
}

/** The wall once more, from the words of TLP 2.0 and of tradecraft alone, and not from the product's code. */
export const maySee = (eyes: Eyes, telling: Telling): boolean => {
  const { story } = telling
  const { tlp } = versionAt(telling)
  const isTheirs = [eyes.workspace, ''].includes(story.owner) || eyes.workspace === 'all'
  const isOpen = publishedOf(story) <= eyes.day || eyes.workspace === 'all'
  const isNamed = tlp !== 'RED' || eyes.workspace === 'all' || eyes.person === story.recipient
  return isTheirs && isOpen && isNamed && tlps.indexOf(tlp) <= tlps.indexOf(eyes.clearance)
}

/** What is told to eyes that never see a revision differs between two worlds; all else is the same. */
export const sidesFor =
  (all: readonly Eyes[]) =>
  (part: 'words' | 'change', telling: Telling): Side => {
    const { story, revision } = telling
    const from = part === 'words' ? [telling] : tellingsOf(story).slice(revision - 1)
    return from.some((one) => all.some((eyes) => maySee(eyes, one))) ? 'itself' : 'other'
  }

/** Whether none of these eyes ever sees anything of it. */
export const isHidden = (all: readonly Eyes[], story: Story): boolean =>
  !tellingsOf(story).some((one) => all.some((eyes) => maySee(eyes, one)))

/** How far a story has come: the newest of its revisions that arrived. */
export type Arrivals = ReadonlyMap<Story, number>

/** Words in a text that these eyes may not see, as things stand. */
export const leaksIn = (
  text: string,
  eyes: Eyes,
  stories: readonly Story[],
  arrived: Arrivals,
): string[] =>
  tellingIn(text).flatMap(({ word, n, revision, isMark }) => {
    const story = stories.find((one) => one.n === n)
    if (!story) return []
    const newest = arrived.get(story) ?? 0
    const isTold = revision <= newest && maySee(eyes, { story, revision: newest })
    // What a change says of itself stands in every later revision.
    return isTold && (isMark || maySee(eyes, { story, revision })) ? [] : [word]
  })
