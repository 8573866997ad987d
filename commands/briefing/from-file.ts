import type { Briefing, Content } from '#core/briefing'
import { type Command, defineCommand } from '#core/command'
import type { Checked, Draft, DraftFault } from '#core/draft'
import { UserError } from '#core/errors'
import { formOf } from '#core/form-of'
import { option } from '#core/options'
import { aside, type Reply } from '#core/reply'
import type { Revision } from '#core/store'
import type { Begun } from '#core/writing'
import { baseOf } from './base.ts'
import { faultList } from './faults.ts'
import { asSeen, type Here, hereOf } from './here.ts'
import { preview } from './preview.ts'

/** Begins a draft from a whole file, pasted or sent: a new briefing, or the next revision of one. */
export const draftFromFile: Command = defineCommand({
  name: 'briefing file',
  summary: 'Draft a briefing from a Markdown file, pasted here or sent to me alone',
  options: { markdown: option.optional(option.file('the whole file, from its first line on')) },
  examples: ['/briefing file'],
  allow: 'editor',
  audience: 'asker',
  isPrivate: true,
  form: true,
  async run({ options: { markdown }, ...context }) {
    if (markdown === undefined) return formOf(draftFromFile)
    const here = hereOf(context)
    const { writing, read } = here
    const { file, faults } = writing.pen.check(markdown, await read.topics())
    if (!file) return atFault(faults)
    const meant = await meantBy(file, here)
    const draft = (await sentBefore(file, here)) ?? (await begun(file, meant, here))
    return preview(asSeen({ draft }), here, { way: 'file' })
  },
})

/** The draft that the same person has begun from the very same file, and has not changed since. */
const sentBefore = async ({ markdown }: File, { writing }: Here): Promise<Draft | undefined> =>
  (await writing.drafts()).find(
    (draft) =>
      draft.state === 'writing' &&
      draft.author.person === writing.me.person &&
      draft.markdown === markdown,
  )

const begun = async (
  { markdown }: File,
  meant: Pick<Begun, 'kind' | 'base'>,
  { writing }: Here,
): Promise<Draft> =>
  writing.add({ ...meant, id: await writing.freeId(), markdown, removesWords: false })

/** Whoever sent it has the file and mends it there, so that nothing is kept. */
const atFault = (faults: readonly DraftFault[]): Reply => {
  const errors = faults.filter(({ isError }) => isError)
  return {
    kind: 'reply',
    headline: ['To be mended; nothing is kept yet'],
    blocks: [faultList(errors, 'file'), aside('Mend it in the file, then send it again.')],
    shows: [],
  }
}

type File = NonNullable<Checked['file']>

/** What a file is to become, by what stands under its name. Throws UserError where it can be nothing. */
const meantBy = async (file: File, here: Here): Promise<Pick<Begun, 'kind' | 'base'>> => {
  const standing = await standingOf(file.content, here)
  if (!standing) return { kind: 'new' }
  const base = await baseOf(standing, here)
  refuseUnsaid(file, standing, base, here)
  return { kind: kindOf(file.content), base: base.ref }
}

/** The briefing that has its name, or one of its earlier names, as far as may be seen here. */
const standingOf = async (
  { slug, previously }: Content,
  { read }: Here,
): Promise<Briefing | undefined> => {
  for (const name of [slug, ...previously]) {
    const found = await read.briefing(name)
    if (found) return found
  }
  return undefined
}

/** A change that its file says nothing of is none. */
const refuseUnsaid = (
  file: File,
  { ref, slug, title, changes }: Briefing,
  { hash, origin }: Revision,
  { writing }: Here,
): void => {
  const { briefing: id, revision } = ref
  const decided = writing.pen.decide(file, {
    ...{ id, slug, title, revision, hash, origin, changes },
    withdrawn: false,
  })
  if (decided === 'unchanged')
    throw new UserError(`${slug} is published just as it stands in this file.`)
  if ('refusal' in decided)
    throw new UserError(`${slug} is published already: ${decided.refusal}. Then send it again.`)
}

const kindOf = ({ withdrawn, changes }: Content): 'retract' | 'correct' | 'update' => {
  if (withdrawn) return 'retract'
  return changes.at(-1)?.kind === 'correction' ? 'correct' : 'update'
}
