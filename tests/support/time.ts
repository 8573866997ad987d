/** Milliseconds of processor time that something takes on this thread; a busy machine does not count. */
export const processorMs = async (act: () => unknown): Promise<number> => {
  const before = process.threadCpuUsage()
  await act()
  const { user, system } = process.threadCpuUsage(before)
  return (user + system) / 1_000
}
