import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: 'tests/support/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
})
