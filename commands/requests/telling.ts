import type { Telling } from '#core/question'

/** To the editor: whether whoever asked hears of it. */
export const sayTelling = (telling: Telling): string => {
  switch (telling) {
    case 'told':
      return 'Whoever asked is told by direct message.'
    case 'at a terminal':
      return 'It was asked at a terminal, where nobody can be told.'
    case 'forgotten':
      return 'Whoever asked has erased what was kept about them, so nobody can be told.'
  }
}
