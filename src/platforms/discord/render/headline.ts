import { type Block, type Reply, strong } from '#core/reply'
import { breakable, type Place } from './breakable.ts'
import { line } from './inline.ts'

type Headed = Pick<Reply, 'headline'>

/** The headline as a paragraph; none where it is blank. */
export const headlineOf = ({ headline = [] }: Headed, place: Place): Block[] =>
  line(headline) === '' ? [] : [breakable({ kind: 'paragraph', text: headline }, place)]

export const boldHeadlineOf = ({ headline = [] }: Headed, place: Place): Block[] =>
  headlineOf(
    { headline: headline.map((one) => (typeof one === 'string' ? strong(one) : one)) },
    place,
  )
