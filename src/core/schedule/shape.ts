/** `last` is the last day of the month, whichever that is. */
export type DayOfMonth = number | 'last'

/**
 * When a digest is due by the local clock of a zone that is kept beside it. Plain data, to be stored
 * as JSON; what is left out matches always. Lists ascend and name nothing twice.
 */
export type Schedule = {
  /** Minutes after midnight: 480 is 08:00. */
  times: readonly number[]
  /** Beside `weekdays` it is enough that one of the two matches, as in POSIX crontab. */
  days?: readonly DayOfMonth[]
  /** ISO 8601: 1 is Monday, 7 Sunday. */
  weekdays?: readonly number[]
  /** 1 is January. */
  months?: readonly number[]
  /**
   * Real time counts, as for `*` in cron(5): due in both passes of an hour that comes twice, and not
   * at all in one that the clock leaves out. Otherwise each local time is due once.
   */
  interval?: true
}

/** What is known before it is put in order: empty or full lists, anything twice. */
export type Draft = {
  times: readonly number[]
  days?: readonly DayOfMonth[] | undefined
  weekdays?: readonly number[] | undefined
  months?: readonly number[] | undefined
  interval?: boolean | undefined
}

/** What was read, with what is wrong in it mended, and a sentence for each thing that was wrong. */
export type Reading = { draft: Draft; faults: string[] }
