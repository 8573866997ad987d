import { type Block, type Reply, strong } from '#core/reply'
import { isBlank } from './blank.ts'
import { breakable } from './breakable.ts'

type Headed = Pick<Reply, 'headline'>

/** The headline as a paragraph; none where it is blank. */
export const headlineOf = ({ headline = [] }: Headed, longestAddress: number): Block[] =>
  isBlank(headline) ? [] : [breakable({ kind: 'paragraph', text: headline }, longestAddress)]

export const boldHeadlineOf = ({ headline = [] }: Headed, longestAddress: number): Block[] =>
  headlineOf(
    { headline: headline.map((one) => (typeof one === 'string' ? strong(one) : one)) },
    longestAddress,
  )
