import { OperatorError } from '#core/errors'
import { parseTlp, type Tlp, tlps } from '#core/tlp'

/** The label limit given on a command line; CLEAR where none is. Throws OperatorError. */
export const clearanceOf = (given: string | undefined): Tlp => {
  const tlp = parseTlp(given ?? 'CLEAR')
  if (!tlp) throw new OperatorError(`--clearance must be one of ${tlps.join(', ')}.`)
  return tlp
}
