/** A wait that can be ended early. A ring that nobody waits for ends the next wait at once. */
export type Alarm = { ring(): void; wait(ms: number): Promise<void> }

export const alarm = (): Alarm => {
  let isRung = false
  let wake = (): void => undefined
  return {
    ring() {
      isRung = true
      wake()
    },
    async wait(ms) {
      if (!isRung)
        await new Promise<void>((settle) => {
          const timer = setTimeout(settle, ms)
          wake = () => {
            clearTimeout(timer)
            settle()
          }
        })
      isRung = false
      wake = () => undefined
    },
  }
}
