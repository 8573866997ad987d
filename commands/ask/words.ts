import { aside, paragraph, typed } from '#core/reply'
import { saying } from '#core/show'

export const whereElse = aside(
  'What is new: ',
  typed('/latest'),
  ' · what there is: ',
  typed('/topics'),
  ' · how to ask: ',
  typed('/help'),
)

/** To who greets, thanks, or asks nothing. */
export const howToAsk = saying(
  paragraph(
    'Ask in plain words what you want to know, and the briefings answer, each with its source.',
  ),
  whereElse,
)

export const onlyEnglish = saying(
  paragraph('The briefings are in English. Please ask in English, and they can answer.'),
  whereElse,
)
