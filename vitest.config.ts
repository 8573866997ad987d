import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'tests/support/global-setup.ts',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A machine that is busy is slow, not wrong.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      { extends: true, test: { name: 'sqlite', include: ['tests/**/*.test.ts'] } },
      // What people see, and what they must not, is the same over either database.
      {
        extends: true,
        test: {
          name: 'postgres',
          env: { TEST_STORE: 'postgres' },
          include: [
            'tests/{wall,story,digests,requests,parity}.test.ts',
            'tests/wall/{reads,chat,drafts,bytes}.test.ts',
            'tests/answers/{forty,answer}.test.ts',
            'tests/engine/*.test.ts',
            'tests/delivery/{crashes,corrections-crashes,processes,variants}.test.ts',
            'tests/delivery/soak/*.test.ts',
            'tests/replicas/*.test.ts',
          ],
        },
      },
    ],
  },
})
