/** `line` and `column` count from 1. A warning is worth mending; an error keeps the file out. */
export type Fault = {
  file: string
  line: number
  column: number
  level: 'error' | 'warning'
  /** What is wrong, then what to write instead. */
  message: string
}

/** `briefings/x.md:3:7: what is wrong, what to write instead` */
export const sayFault = ({ file, line, column, level, message }: Fault): string =>
  `${file}:${line}:${column}: ${level === 'warning' ? 'warning: ' : ''}${message}`

export const isError = ({ level }: Pick<Fault, 'level'>): boolean => level === 'error'

/** A fault before it is known which file it is in. */
export type Finding = Omit<Fault, 'file'>

export const finding = (
  line: number,
  column: number,
  message: string,
  level: Fault['level'] = 'error',
): Finding => ({ line, column, message, level })
